package io.callboard.intake.fetching;

import io.callboard.intake.api.ApiAnswer;
import java.time.Instant;

/** What came of a call. */
sealed interface Reply {

  /** An answer of status 200, 404 or 410, which the provider can read. */
  record Answered(ApiAnswer answer) implements Reply {}

  /** The call may be made later. */
  record NotNow(Instant until) implements Reply {}

  /**
   * No answer, or one that says nothing.
   *
   * @param ofRecord whether it may be the record's own, so that it is asked for more and more
   *     seldom
   */
  record Trouble(String what, boolean ofRecord) implements Reply {}
}
