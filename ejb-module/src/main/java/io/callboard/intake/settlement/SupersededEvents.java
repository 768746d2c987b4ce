package io.callboard.intake.settlement;

import io.callboard.catalog.Outcome;
import io.callboard.eventlog.EventLog;
import io.callboard.eventlog.EventState;
import io.callboard.ledger.Tally;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** The pending events whose fetch a later event of their subject makes obsolete. */
@ApplicationScoped
public class SupersededEvents {
  private final EventLog eventLog;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected SupersededEvents() {
    this.eventLog = null;
  }

  @Inject
  public SupersededEvents(EventLog eventLog) {
    this.eventLog = eventLog;
  }

  /** Ends pending events as ignored if the outcome supersedes them, and moves the totals. */
  public void after(Translated event, @Nullable Outcome outcome, SortedMap<String, Tally> tallies) {
    if (outcome instanceof Outcome.Applied applied
        && applied.supersedesPending()
        && event.translation() != null
        && event.translation().subject() != null) {
      String source = event.delivery().source();
      int events =
          eventLog.ignorePending(source, event.translation().subject(), "superseded by a delete");
      tallies
          .computeIfAbsent(source, s -> new Tally())
          .move(EventState.PENDING, EventState.IGNORED, events);
    }
  }
}
