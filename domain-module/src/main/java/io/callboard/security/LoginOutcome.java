package io.callboard.security;

/** What became of a login. */
sealed interface LoginOutcome {

  /** The password is the user's. */
  record Accepted(String name, Role role) implements LoginOutcome {}

  /** It is not, or there is no such user. */
  record Refused() implements LoginOutcome {}

  /** Too many passwords are being checked; the client may try again. */
  record Busy() implements LoginOutcome {}
}
