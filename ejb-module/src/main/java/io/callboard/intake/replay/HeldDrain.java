package io.callboard.intake.replay;

import io.callboard.eventlog.EventState;
import io.callboard.eventlog.HeldEvent;
import io.callboard.eventlog.HeldEvents;
import io.callboard.eventlog.StoredEvent;
import io.callboard.eventlog.StoredEvents;
import io.callboard.eventlog.StoredEvents.Resettled;
import io.callboard.ledger.Ledger;
import io.callboard.ledger.Tally;
import io.callboard.source.SourceState;
import io.callboard.source.SourceStates;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The drain that applies the held events of a source in order of arrival, several per transaction.
 * Nodes that do so at the same time wait for each other at the lock on the first held event.
 *
 * <p>A separate transaction sets the source to running. It locks the row of the source's totals and
 * then finds no held event. A settlement that holds one more event may have committed before; then
 * it is seen. Otherwise it finds at that row that the source is running, and starts again. So no
 * live event is applied before a held one.
 */
@ApplicationScoped
public class HeldDrain {
  private static final long MAX_BYTES = 2L << 20;

  private final HeldEvents held;
  private final StoredEvents log;
  private final Reapplication reapplication;
  private final SourceStates states;
  private final Ledger ledger;
  private final Clock clock;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected HeldDrain() {
    this.held = null;
    this.log = null;
    this.reapplication = null;
    this.states = null;
    this.ledger = null;
    this.clock = null;
  }

  @Inject
  public HeldDrain(
      HeldEvents held,
      StoredEvents log,
      Reapplication reapplication,
      SourceStates states,
      Ledger ledger,
      Clock clock) {
    this.held = held;
    this.log = log;
    this.reapplication = reapplication;
    this.states = states;
    this.ledger = ledger;
    this.clock = clock;
  }

  /**
   * Applies the first held events of a source.
   *
   * @return how many held events were handled; 0 if the source holds none
   * @throws io.callboard.source.SourceStateChanged if the source is no longer resuming
   */
  @Transactional(TxType.REQUIRES_NEW)
  public int apply(String source, int limit) {
    List<HeldEvent> first = first(source, limit);
    Map<UUID, HeldEvent> flags = new HashMap<>();
    first.forEach(event -> flags.put(event.id(), event));
    List<StoredEvent> events = log.lock(flags.keySet());
    if (!events.isEmpty()) {
      reapplication.apply(
          events,
          SourceState.RESUMING,
          false,
          (before, applied) -> flagged(applied, flags.get(before.id())));
    }
    held.release(first);
    return first.size();
  }

  private List<HeldEvent> first(String source, int limit) {
    List<HeldEvent> first = held.first(source, limit);
    Set<UUID> within =
        new HashSet<>(log.within(first.stream().map(HeldEvent::id).toList(), MAX_BYTES));
    return first.stream().filter(event -> within.contains(event.id())).toList();
  }

  private static Resettled flagged(Resettled applied, @Nullable HeldEvent event) {
    String flag = event == null ? null : event.flag();
    if (flag == null) {
      return applied;
    }
    String cause = applied.cause() == null ? flag : applied.cause() + "; " + flag;
    return new Resettled(applied.id(), applied.state(), cause);
  }

  /** Returns the first held event of a source. */
  @Transactional(TxType.REQUIRES_NEW)
  public Optional<UUID> first(String source) {
    return held.first(source, 1).stream().map(HeldEvent::id).findFirst();
  }

  /** Marks an event that cannot be applied as FAILED, unless another node has released it. */
  @Transactional(TxType.REQUIRES_NEW)
  public void fail(UUID event) {
    List<HeldEvent> still = held.lock(List.of(event));
    if (still.isEmpty()) {
      return;
    }
    String source = still.getFirst().source();
    List<Resettled> failed =
        still.stream()
            .map(
                one ->
                    new Resettled(
                        one.id(), EventState.FAILED, "it cannot be applied; see the server's log"))
            .toList();
    log.resettle(failed, clock.instant());
    held.release(still);
    Tally tally = new Tally();
    tally.expect(SourceState.RESUMING);
    tally.move(EventState.HELD, EventState.FAILED, failed.size());
    SortedMap<String, Tally> tallies = new TreeMap<>(Map.of(source, tally));
    ledger.add(tallies);
  }

  /**
   * Sets a resuming source to running if it holds no more events.
   *
   * @return whether the source needs no more work
   */
  @Transactional(TxType.REQUIRES_NEW)
  public boolean finish(String source) {
    if (states.lock(source) != SourceState.RESUMING) {
      return true;
    }
    if (held.any(source)) {
      return false;
    }
    states.run(source);
    return true;
  }
}
