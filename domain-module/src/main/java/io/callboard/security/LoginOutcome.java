package io.callboard.security;

/** The outcome of a login. */
sealed interface LoginOutcome {

  /** The password is the user's. */
  record Accepted(String name, Role role) implements LoginOutcome {}

  /** The password is wrong, or no user has the name. */
  record Refused() implements LoginOutcome {}

  /** Too many passwords are being checked; the client may try again. */
  record Busy() implements LoginOutcome {}
}
