package io.callboard.intake.rebuild;

import io.callboard.catalog.ReplayedRecord;
import io.callboard.catalog.StoredRecordName;
import io.callboard.eventlog.StoredEvent;
import io.callboard.eventlog.StoredEvents;
import io.callboard.intake.rebuild.Verdict.Untold;
import io.callboard.intake.settlement.Translated;
import io.callboard.intake.settlement.Translator;
import io.callboard.provider.ProvenDelivery;
import io.callboard.rebuild.FindingOutcome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Replays the history of a record from the event log, in the caller's transaction. Events are
 * translated as in settlement, so erased subjects stay erased.
 */
@ApplicationScoped
public class History {
  private static final int EVENTS_AT_ONCE = 200;
  private static final long MAX_BYTES = 2L << 20;

  private final StoredEvents log;
  private final Translator translator;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected History() {
    this.log = null;
    this.translator = null;
  }

  @Inject
  public History(StoredEvents log, Translator translator) {
    this.log = log;
    this.translator = translator;
  }

  /** Replays the record's events to the end, or up to the first one that cannot be replayed. */
  Verdict of(StoredRecordName record, ReplayedRecord replayed) {
    UUID first = replayed.firstEvent();
    if (first == null) {
      return incomplete("the first event of its history is not known");
    }
    boolean begun = false;
    List<StoredEvent> events = next(record, null);
    while (!events.isEmpty()) {
      for (StoredEvent event : events) {
        Optional<Untold> untold = replay(event, replayed);
        if (untold.isPresent()) {
          return untold.get();
        }
        begun |= event.id().equals(first);
      }
      events = next(record, events.getLast().id());
    }
    return begun
        ? verdict(replayed)
        : incomplete("the first event of its history, " + first + ", is no longer in the log");
  }

  private List<StoredEvent> next(StoredRecordName record, @Nullable UUID after) {
    List<UUID> ids =
        log.history(record.source(), record.kind(), record.id(), after, EVENTS_AT_ONCE);
    return log.read(log.within(ids, MAX_BYTES));
  }

  private Optional<Untold> replay(StoredEvent event, ReplayedRecord replayed) {
    Optional<ProvenDelivery> proven = ProvenDelivery.of(event);
    if (proven.isEmpty()) {
      return Optional.of(incomplete("the bytes of event " + event.id() + " are no longer kept"));
    }
    Translated meaning = translator.translate(proven.get());
    return meaning
        .pending()
        .map(
            pending ->
                replayed.replay(pending)
                    ? Optional.<Untold>empty()
                    : unreadable(event, "as configured now, it is about another record"))
        .orElseGet(() -> unreadable(event, String.valueOf(meaning.failure())));
  }

  private static Verdict verdict(ReplayedRecord replayed) {
    if (replayed.isFetched()) {
      return new Untold(
          FindingOutcome.FETCHED,
          "its document was fetched from the provider's API and is not in the event log");
    }
    if (replayed.isEmpty()) {
      return new Untold(FindingOutcome.UNREADABLE, "no event in the log creates the record");
    }
    List<String> differences = replayed.differences();
    return differences.isEmpty() ? new Verdict.Same() : new Verdict.Differs(differences);
  }

  private static Untold incomplete(String reason) {
    return new Untold(FindingOutcome.INCOMPLETE, reason);
  }

  private static Optional<Untold> unreadable(StoredEvent event, String reason) {
    return Optional.of(
        new Untold(FindingOutcome.UNREADABLE, "event " + event.id() + ": " + reason));
  }
}
