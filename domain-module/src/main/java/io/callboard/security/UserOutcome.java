package io.callboard.security;

/** The outcome of a change to the users. */
public sealed interface UserOutcome {

  /** The change was made; the user is in its new state, or in its last state if it was removed. */
  record Done(UserView user) implements UserOutcome {}

  /** No user has the name. */
  record Unknown() implements UserOutcome {}

  /** A user with the name already exists. */
  record NameTaken() implements UserOutcome {}

  /** The user does not have the expected version. */
  record Stale() implements UserOutcome {}

  /** The change was refused, because this is the last administrator. */
  record LastAdministrator() implements UserOutcome {}
}
