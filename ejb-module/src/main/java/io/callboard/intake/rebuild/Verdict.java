package io.callboard.intake.rebuild;

import io.callboard.rebuild.FindingOutcome;
import java.util.List;

/** What the log says of a record. */
sealed interface Verdict {

  /** It is as the log tells. */
  record Same() implements Verdict {}

  /** It is another than the log tells, in these respects. */
  record Differs(List<String> members) implements Verdict {
    public Differs {
      members = List.copyOf(members);
    }
  }

  /** The log cannot tell the whole of it. */
  record Untold(FindingOutcome outcome, String reason) implements Verdict {}
}
