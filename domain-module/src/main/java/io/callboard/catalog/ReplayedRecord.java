package io.callboard.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record that is replayed event by event, together with the stored record. Nothing is stored
 * before {@link Catalog#replace}.
 */
public final class ReplayedRecord {
  private final Subject subject;
  private final CatalogRecord known;
  private final CatalogRecord told;
  private boolean fetched;
  private boolean unwanted;

  ReplayedRecord(Subject subject, CatalogRecord known) {
    this.subject = subject;
    this.known = known;
    this.told = subject.blank();
  }

  /**
   * Applies the next event; events must come in the order of arrival.
   *
   * @return whether the event could be applied; false for an event about another record
   */
  public boolean replay(Pending event) {
    Optional<Subject> about = Subject.of(event.source(), event.change());
    if (about.isPresent() && !about.get().equals(subject)) {
      return false;
    }
    if (about.isPresent()) {
      Fold fold = Fold.of(subject, told, List.of(event), Instant.EPOCH, false);
      fetched = fold.isWanted() || (fetched && !fold.isUnwanted());
      unwanted = fold.isUnwanted() || (unwanted && !fold.isWanted());
    }
    return true;
  }

  /**
   * Returns the earliest event that had an effect on the stored record; null if it was not
   * recorded.
   */
  public @Nullable UUID firstEvent() {
    return known.firstEvent();
  }

  /**
   * Returns whether the replayed record depends on fetched documents, which events do not contain.
   */
  public boolean isFetched() {
    return fetched;
  }

  /** Returns whether the replayed events make no record. */
  public boolean isEmpty() {
    return told.version() == 0;
  }

  /**
   * Returns whether pending fetches of the record are obsolete, because the replayed history ends
   * in a delete.
   */
  public boolean endsWaits() {
    return unwanted;
  }

  /**
   * Returns the names of the differences between the stored and the replayed record, after all
   * events were applied. A record that cannot be read differs as a whole.
   */
  public List<String> differences() {
    try {
      told.keepFetchedFields(known);
      return Differences.between(known, told);
    } catch (RuntimeException e) {
      return List.of(Differences.UNREADABLE);
    }
  }

  Subject subject() {
    return subject;
  }

  CatalogRecord known() {
    return known;
  }

  CatalogRecord replayed() {
    return told;
  }
}
