package io.callboard.intake.settlement;

import io.callboard.eventlog.HeldEvent;
import io.callboard.intake.settlement.DuplicateDetection.Verdict;
import io.callboard.source.SourceState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The source states that one transaction uses, and the events that it holds because of them. */
final class PausedSources {
  private final Map<String, SourceState> notRunning;
  private final List<HeldEvent> held = new ArrayList<>();

  PausedSources(Map<String, SourceState> notRunning) {
    this.notRunning = notRunning;
  }

  SourceState state(String source) {
    return notRunning.getOrDefault(source, SourceState.RUNNING);
  }

  /** Returns whether events of this source are held now. */
  boolean holds(Translated event) {
    return notRunning.containsKey(event.delivery().source());
  }

  /** Holds an event until its source is resumed. */
  EventOutcome hold(Translated event, @Nullable Verdict verdict) {
    String flag = EventOutcome.flag(verdict);
    held.add(new HeldEvent(event.delivery().source(), event.delivery().id(), flag));
    return EventOutcome.held(flag);
  }

  List<HeldEvent> held() {
    return List.copyOf(held);
  }
}
