package io.callboard.security;

import jakarta.security.enterprise.credential.UsernamePasswordCredential;

/** A name and a password, with the network of the client that sent them. */
final class LoginAttempt extends UsernamePasswordCredential {
  private final String network;

  LoginAttempt(String name, String password, String network) {
    super(name, password);
    this.network = network;
  }

  String name() {
    return getCaller();
  }

  String password() {
    return getPasswordAsString();
  }

  String network() {
    return network;
  }

  /** Returns the name of the class and nothing else. */
  @Override
  public String toString() {
    return "LoginAttempt";
  }
}
