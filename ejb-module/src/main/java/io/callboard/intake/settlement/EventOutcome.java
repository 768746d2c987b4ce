package io.callboard.intake.settlement;

import io.callboard.catalog.Outcome;
import io.callboard.eventlog.EventLog;
import io.callboard.eventlog.EventState;
import io.callboard.intake.settlement.DuplicateDetection.Verdict;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The result of settling an event: its state, cause and original in the event log. */
record EventOutcome(EventState state, @Nullable String cause, @Nullable UUID duplicateOf) {

  static EventOutcome of(Translated event, @Nullable Verdict verdict, @Nullable Outcome outcome) {
    return switch (verdict) {
      case null -> throw new IllegalStateException("an event has no verdict");
      case Verdict.First first when event.translation() == null ->
          new EventOutcome(EventState.FAILED, event.failure(), null);
      case Verdict.First first -> of(outcome, event.remark());
      case Verdict.Duplicate duplicate ->
          new EventOutcome(EventState.DUPLICATE, null, duplicate.original());
      case Verdict.Held held ->
          new EventOutcome(
              EventState.HELD,
              EventLog.HELD_FOR_CONTENT
                  + held.original()
                  + " is repeated with other content, which the signature does not cover",
              null);
      case Verdict.Flagged flagged -> of(outcome, joined(flag(flagged), event.remark()));
    };
  }

  /** Returns the result for an event whose source is paused. */
  static EventOutcome held(@Nullable String flag) {
    String cause = "its source is paused";
    return new EventOutcome(EventState.HELD, flag == null ? cause : cause + "; " + flag, null);
  }

  /** Returns the remark of a verdict for the event log; null for none. */
  static @Nullable String flag(@Nullable Verdict verdict) {
    return verdict instanceof Verdict.Flagged flagged
        ? "the key of event " + flagged.original() + " is repeated with other signed content"
        : null;
  }

  private static @Nullable String joined(@Nullable String one, @Nullable String other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one + "; " + other;
  }

  private static EventOutcome of(@Nullable Outcome outcome, @Nullable String remark) {
    return switch (outcome) {
      case Outcome.Applied applied -> new EventOutcome(EventState.APPLIED, remark, null);
      case Outcome.Ignored ignored ->
          new EventOutcome(EventState.IGNORED, joined(ignored.reason(), remark), null);
      case Outcome.AwaitsFetch awaits -> new EventOutcome(EventState.PENDING, remark, null);
      case null -> throw new IllegalStateException("the catalog returned no outcome for an event");
    };
  }
}
