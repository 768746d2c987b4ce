package io.callboard.intake.fetching;

import io.callboard.provider.api.ApiAnswer;
import java.time.Instant;

/** The outcome of a call. */
sealed interface Reply {

  /** An answer of status 200, 404 or 410, which the provider can read. */
  record Answered(ApiAnswer answer) implements Reply {}

  /** The call is not allowed before a given time. */
  record NotNow(Instant until) implements Reply {}

  /**
   * No answer, or one that cannot be used.
   *
   * @param ofRecord whether the record may be the cause, so that its fetch backs off
   */
  record Trouble(String what, boolean ofRecord) implements Reply {}
}
