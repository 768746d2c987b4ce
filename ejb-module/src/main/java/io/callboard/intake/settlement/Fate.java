package io.callboard.intake.settlement;

import io.callboard.catalog.Outcome;
import io.callboard.eventlog.EventLog;
import io.callboard.eventlog.EventState;
import io.callboard.intake.settlement.Repetitions.Verdict;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What becomes of an event, as the event log says it. */
record Fate(EventState state, @Nullable String cause, @Nullable UUID duplicateOf) {

  static Fate of(Translated event, @Nullable Verdict verdict, @Nullable Outcome outcome) {
    return switch (verdict) {
      case null -> throw new IllegalStateException("every event has a verdict");
      case Verdict.First first when event.translation() == null ->
          new Fate(EventState.FAILED, event.failure(), null);
      case Verdict.First first -> of(outcome, event.remark());
      case Verdict.Duplicate duplicate ->
          new Fate(EventState.DUPLICATE, null, duplicate.original());
      case Verdict.Held held ->
          new Fate(
              EventState.HELD,
              EventLog.HELD_FOR_CONTENT
                  + held.original()
                  + " with other content, which the signature does not cover",
              null);
      case Verdict.Flagged flagged -> of(outcome, joined(flag(flagged), event.remark()));
    };
  }

  /** What becomes of an event whose source is paused. */
  static Fate held(@Nullable String flag) {
    String cause = "its source is paused";
    return new Fate(EventState.HELD, flag == null ? cause : cause + "; " + flag, null);
  }

  /** What the log says of an event beside its state, null for nothing. */
  static @Nullable String flag(@Nullable Verdict verdict) {
    return verdict instanceof Verdict.Flagged flagged
        ? "the key of event " + flagged.original() + " with other signed content"
        : null;
  }

  private static @Nullable String joined(@Nullable String one, @Nullable String other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one + "; " + other;
  }

  private static Fate of(@Nullable Outcome outcome, @Nullable String remark) {
    return switch (outcome) {
      case Outcome.Applied applied -> new Fate(EventState.APPLIED, remark, null);
      case Outcome.Ignored ignored ->
          new Fate(EventState.IGNORED, joined(ignored.reason(), remark), null);
      case Outcome.AwaitsFetch awaits -> new Fate(EventState.PENDING, remark, null);
      case null -> throw new IllegalStateException("the catalog did not say what became of it");
    };
  }
}
