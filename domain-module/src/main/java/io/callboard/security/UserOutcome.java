package io.callboard.security;

/** What became of a change to the users. */
public sealed interface UserOutcome {

  /** Done; this is the user now, or was when removed. */
  record Done(UserView user) implements UserOutcome {}

  /** There is no user of that name. */
  record Unknown() implements UserOutcome {}

  /** There is a user of that name already. */
  record NameTaken() implements UserOutcome {}

  /** Someone changed the user in the meantime. */
  record Stale() implements UserOutcome {}

  /** Refused, for without this administrator there would be none. */
  record LastAdministrator() implements UserOutcome {}
}
