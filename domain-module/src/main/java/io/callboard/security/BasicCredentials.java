package io.callboard.security;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** The name and password of a Basic {@code Authorization} header (RFC 7617, UTF-8). */
record BasicCredentials(String name, String password) {
  private static final String SCHEME = "Basic ";
  private static final int MAX_HEADER = 2_000;

  /**
   * Reads a header; empty if it has another scheme, is malformed, or is longer than {@value
   * #MAX_HEADER} characters.
   */
  static Optional<BasicCredentials> parse(String header) {
    if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        || header.length() > MAX_HEADER) {
      return Optional.empty();
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(header.substring(SCHEME.length()).strip());
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      int colon = text.indexOf(':');
      return colon < 0
          ? Optional.empty()
          : Optional.of(new BasicCredentials(text.substring(0, colon), text.substring(colon + 1)));
    } catch (IllegalArgumentException | CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** Returns the credentials in the form for an identity store. */
  LoginAttempt from(String network) {
    return new LoginAttempt(name, password, network);
  }

  /** Returns the user's name without the password. */
  @Override
  public String toString() {
    return "BasicCredentials[" + name + "]";
  }
}
