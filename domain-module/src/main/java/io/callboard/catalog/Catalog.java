package io.callboard.catalog;

import io.callboard.catalog.CatalogChange.NothingToApply;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The current records. Changes are applied in the caller's transaction: all rows are locked in one
 * order, and each record is changed in memory and written once. Changes that readers can see become
 * rows of the change feed.
 *
 * <p>If another transaction is creating the same record, the caller gets SQLSTATE 23505; a deadlock
 * is 40P01. In both cases the caller must retry the transaction.
 */
@ApplicationScoped
public class Catalog {
  private final RecordStore store;
  private final Clock clock;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected Catalog() {
    this.store = null;
    this.clock = null;
  }

  @Inject
  public Catalog(EntityManager entities, Clock clock) {
    this.store = new RecordStore(entities);
    this.clock = clock;
  }

  /**
   * Applies the changes of a bundle.
   *
   * @param bundle in the order of arrival; may contain a duplicate update, which requests another
   *     fetch unless the profile is deleted
   * @return the outcome of each event
   */
  public Map<UUID, Outcome> apply(List<Pending> bundle) {
    return apply(bundle, false);
  }

  /**
   * Applies the changes of a bundle by force: each replaces the current record even if that is
   * newer, because the records forget their order first. If an event names no version of its video,
   * the render that was made later is kept.
   *
   * @return the outcome of each event
   */
  public Map<UUID, Outcome> force(List<Pending> bundle) {
    return apply(bundle, true);
  }

  /**
   * Begins to replay a record; empty if the record does not exist any more.
   *
   * @param locked whether to lock the record until the end of this transaction
   */
  public Optional<ReplayedRecord> replay(StoredRecordName record, boolean locked) {
    Subject subject = record.subject();
    return store.find(subject, locked).map(known -> new ReplayedRecord(subject, known));
  }

  /** Stores a replayed record in place of the record that {@link #replay} locked. */
  public void replace(ReplayedRecord replayed) {
    store.replace(replayed, TypedColumns.instant(clock.instant()));
  }

  private Map<UUID, Outcome> apply(List<Pending> bundle, boolean forced) {
    Map<UUID, Outcome> outcomes = new HashMap<>();
    NavigableMap<Subject, List<Pending>> subjects = new TreeMap<>();
    for (Pending pending : bundle) {
      if (pending.change() instanceof NothingToApply nothing) {
        outcomes.put(pending.event(), new Outcome.Ignored(nothing.reason()));
      }
      Subject.of(pending.source(), pending.change())
          .ifPresent(s -> subjects.computeIfAbsent(s, key -> new ArrayList<>()).add(pending));
    }
    Instant now = TypedColumns.instant(clock.instant());
    Map<Subject, CatalogRecord> known = store.lock(subjects.navigableKeySet());
    List<Fold> folds = new ArrayList<>();
    subjects.forEach(
        (subject, events) -> folds.add(Fold.of(subject, known.get(subject), events, now, forced)));
    store.write(folds, now);
    folds.forEach(fold -> outcomes.putAll(fold.outcomes()));
    return outcomes;
  }
}
