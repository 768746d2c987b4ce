package io.callboard.intake.rebuild;

import io.callboard.rebuild.FindingOutcome;
import java.util.List;

/** The result of comparing a record with its replayed history. */
sealed interface Verdict {

  /** The record equals its history. */
  record Same() implements Verdict {}

  /** The record differs from its history in the given members. */
  record Differs(List<String> members) implements Verdict {
    public Differs {
      members = List.copyOf(members);
    }
  }

  /** The history cannot be replayed completely. */
  record Untold(FindingOutcome outcome, String reason) implements Verdict {}
}
