package io.callboard.fetch;

import io.callboard.catalog.Catalog;
import io.callboard.catalog.CatalogChange.ProfileReported;
import io.callboard.catalog.Outcome;
import io.callboard.catalog.Pending;
import io.callboard.eventlog.EventLog;
import io.callboard.eventlog.EventState;
import io.callboard.eventlog.LoggedEvent;
import io.callboard.eventlog.LoggedEvent.Arrival;
import io.callboard.eventlog.LoggedEvent.Meaning;
import io.callboard.json.JsonMembers;
import io.callboard.ledger.Ledger;
import io.callboard.ledger.SettledEvents;
import io.callboard.ledger.SettledMessage;
import io.callboard.ledger.Tally;
import io.callboard.persistence.Statements;
import io.callboard.privacy.ErasedSubjects;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The records on a page of a reconciliation. A change that no webhook reported becomes an event of
 * the type {@value #TYPE}, which requests a fetch. The ledger counts these events in a lane of
 * their own.
 */
@ApplicationScoped
public class ReportedRecords {
  static final String TYPE = "reconciled";

  /**
   * How far the good point lies before the start of the run. Clocks differ, and the list may miss a
   * record that changes while it is read.
   */
  static final Duration OVERLAP = Duration.ofMinutes(10);

  private static final String KIND = "profile";

  private final Statements statements;
  private final Catalog catalog;
  private final EventLog eventLog;
  private final Ledger ledger;
  private final ErasedSubjects erased;
  private final Clock clock;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected ReportedRecords() {
    this.statements = null;
    this.catalog = null;
    this.eventLog = null;
    this.ledger = null;
    this.erased = null;
    this.clock = null;
  }

  @Inject
  public ReportedRecords(
      EntityManager entities,
      Catalog catalog,
      EventLog eventLog,
      Ledger ledger,
      ErasedSubjects erased,
      Clock clock) {
    this.statements = new Statements(entities);
    this.catalog = catalog;
    this.eventLog = eventLog;
    this.ledger = ledger;
    this.erased = erased;
    this.clock = clock;
  }

  /**
   * A record as listed.
   *
   * @param event the id of the event that it becomes if no webhook reported the change
   * @param updatedAt null if the list does not say
   * @param json the list's entry
   */
  public record Reported(UUID event, String id, @Nullable Instant updatedAt, byte[] json) {}

  /**
   * Applies a page, unless the claim is no longer current. Skips erased subjects.
   *
   * @param next the address of the next page, null after the last, which ends the run
   * @param every when the next run is due after this one
   * @throws RuntimeException if another transaction interfered; the caller has to try again
   */
  @Transactional(TxType.REQUIRES_NEW)
  public void apply(
      ReconciliationClaim claim, List<Reported> listed, @Nullable String next, Duration every) {
    if (!isCurrent(claim)) {
      return;
    }
    erased.refresh();
    List<Reported> page =
        listed.stream()
            .filter(reported -> !erased.contains(claim.source(), KIND, reported.id()))
            .toList();
    Instant now = clock.instant();
    Map<UUID, Outcome> outcomes =
        catalog.apply(page.stream().map(reported -> pending(claim, reported, now)).toList());
    List<Reported> missed =
        page.stream()
            .filter(reported -> outcomes.get(reported.event()) instanceof Outcome.AwaitsFetch)
            .toList();
    advance(claim, page.size(), missed.size(), next);
    if (next == null) {
      finish(claim, now, every);
    }
    if (!missed.isEmpty()) {
      log(claim, missed, now);
    }
  }

  private boolean isCurrent(ReconciliationClaim claim) {
    return !statements
        .query(
            "select 1 from reconciliation where source = ? and started_at = ? and pages = ?"
                + " and finished_at is null for update",
            statement -> {
              statement.setString(1, claim.source());
              Statements.time(statement, 2, claim.startedAt());
              statement.setInt(3, claim.pages());
            },
            row -> row.getInt(1))
        .isEmpty();
  }

  private static Pending pending(ReconciliationClaim claim, Reported reported, Instant now) {
    var change = new ProfileReported(reported.id(), reported.updatedAt(), false);
    return new Pending(reported.event(), claim.source(), now, change);
  }

  private void advance(ReconciliationClaim claim, int seen, int missed, @Nullable String next) {
    statements.update(
        "update reconciliation set due_at = ?, pages = pages + 1, seen = seen + ?,"
            + " missed = missed + ?, next_page = ? where source = ?",
        statement -> {
          Statements.time(statement, 1, clock.instant());
          statement.setInt(2, seen);
          statement.setInt(3, missed);
          statement.setString(4, next);
          statement.setString(5, claim.source());
        });
  }

  private void finish(ReconciliationClaim claim, Instant now, Duration every) {
    statements.update(
        "update reconciliation set due_at = ?, good_point = ?, finished_at = ? where source = ?",
        statement -> {
          Statements.time(statement, 1, now.plus(every));
          Statements.time(statement, 2, claim.startedAt().minus(OVERLAP));
          Statements.time(statement, 3, now);
          statement.setString(4, claim.source());
        });
  }

  private void log(ReconciliationClaim claim, List<Reported> missed, Instant now) {
    eventLog.write(missed.stream().map(reported -> line(claim, reported, now)).toList());
    Tally tally = new Tally();
    missed.forEach(reported -> tally.add(EventState.PENDING, reported.event(), now, null));
    SettledMessage message = new SettledMessage(UUID.randomUUID(), 0, 1, missed.getFirst().event());
    String source = claim.source();
    Map<String, Integer> events = Map.of(source, missed.size());
    Map<String, Long> carried = Map.of(source, (long) missed.size());
    ledger.settle(List.of(new SettledEvents(message, false, events, carried)), now);
    ledger.add(new TreeMap<>(Map.of(source, tally)));
  }

  private static LoggedEvent line(ReconciliationClaim claim, Reported reported, Instant now) {
    Arrival arrival =
        new Arrival(
            reported.event(),
            claim.source(),
            now,
            "application/json",
            "",
            JsonMembers.NONE.toBytes(),
            reported.json(),
            List.of(),
            null);
    Meaning meaning = new Meaning(TYPE, KIND, reported.id(), null, reported.updatedAt());
    return new LoggedEvent(arrival, meaning, now, EventState.PENDING, null, 1, 0, null);
  }
}
