package io.callboard.intake.replay;

import io.callboard.eventlog.EventLog;
import io.callboard.eventlog.EventState;
import io.callboard.eventlog.HeldEvent;
import io.callboard.eventlog.HeldEvents;
import io.callboard.eventlog.StoredEvents;
import io.callboard.eventlog.StoredEvents.Resettled;
import io.callboard.eventlog.StoredEvents.Standing;
import io.callboard.ledger.Ledger;
import io.callboard.ledger.Tally;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The dismissal of held or failed events, which end as {@code IGNORED} without being applied. They
 * are forgeries, or events that will not be repaired. It locks in the order of {@link HeldDrain}:
 * held events, then the event log, then the totals.
 */
@ApplicationScoped
public class Dismissal {
  /** The states in which an event can be dismissed. */
  public static final Set<EventState> STATES =
      Set.copyOf(EnumSet.of(EventState.HELD, EventState.FAILED));

  private final StoredEvents log;
  private final HeldEvents held;
  private final Ledger ledger;
  private final Clock clock;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected Dismissal() {
    this.log = null;
    this.held = null;
    this.ledger = null;
    this.clock = null;
  }

  @Inject
  public Dismissal(StoredEvents log, HeldEvents held, Ledger ledger, Clock clock) {
    this.log = log;
    this.held = held;
    this.ledger = ledger;
    this.clock = clock;
  }

  /**
   * Dismisses the events that are held or failed; in the caller's transaction, if there is one.
   *
   * @return how many events were dismissed
   */
  @Transactional
  public int dismiss(Collection<UUID> events, String reason) {
    List<HeldEvent> waiting = held.lock(events);
    List<Standing> ended =
        log.lockStates(events).stream().filter(event -> STATES.contains(event.state())).toList();
    log.resettle(ended.stream().map(event -> ignored(event, reason)).toList(), clock.instant());
    held.release(waiting);
    SortedMap<String, Tally> tallies = new TreeMap<>();
    for (Standing event : ended) {
      tallies
          .computeIfAbsent(event.source(), source -> new Tally())
          .move(event.state(), EventState.IGNORED, 1);
    }
    ledger.add(tallies);
    return ended.size();
  }

  private static Resettled ignored(Standing event, String reason) {
    String before = event.cause() == null ? "" : "; before: " + event.cause();
    return new Resettled(event.id(), EventState.IGNORED, EventLog.DISMISSED + reason + before);
  }
}
