package io.callboard.catalog;

import io.callboard.catalog.CatalogChange.DocumentChanged;
import io.callboard.catalog.CatalogChange.DocumentFetched;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * How new something that an event says is: the rules of {@code docs/ordering.md}. Two orders are
 * compared only when the same rule made them, so that no clock is compared with another. Providers
 * bound the times before ({@link io.callboard.time.EventTime#bounded}); what is equal here is
 * decided by text ({@link TieBreak}).
 *
 * @param document the document's own time, {@link Long#MIN_VALUE} for none
 * @param rank of what happened: delete over update over create
 * @param event the time of the event
 */
record EventOrder(long document, int rank, long event) implements Comparable<EventOrder> {
  /** The order of what every event replaces. */
  static final EventOrder OLDEST = new EventOrder(Long.MIN_VALUE, 0, Long.MIN_VALUE);

  private static final int CREATED = 0;
  private static final int UPDATED = 1;
  private static final int DELETED = 2;

  private static final Comparator<EventOrder> ORDER =
      Comparator.comparingLong(EventOrder::document)
          .thenComparingInt(EventOrder::rank)
          .thenComparingLong(EventOrder::event);

  /** Orders the members that an event sets: by the document's time, which its date bounds. */
  static EventOrder ofMembers(DocumentChanged change) {
    int rank =
        switch (change.action()) {
          case CREATE -> CREATED;
          case UPDATE, RESTORE -> UPDATED;
          case DELETE, PURGE -> DELETED;
        };
    return bounded(change.version(), rank, change.date());
  }

  /** Orders the members of a document that was fetched. */
  static EventOrder ofMembers(DocumentFetched fetched) {
    return bounded(fetched.version(), UPDATED, fetched.fetchedAt());
  }

  /** Orders what is said about a document's presence: by the date alone, gone over there. */
  static EventOrder ofPresence(long date, boolean gone) {
    return new EventOrder(date, gone ? DELETED : UPDATED, date);
  }

  /**
   * Orders a purge, which covers every member whose document's time is not after the purge's date.
   * Documents are never newer than the date of their event, so that all earlier events are covered.
   */
  static EventOrder ofPurge(long date) {
    return new EventOrder(date, DELETED, date);
  }

  /** Orders whole records: by their own time, which beats none, then by the event's. */
  static EventOrder ofWhole(@Nullable Instant document, @Nullable Instant event) {
    return new EventOrder(micros(document), UPDATED, micros(event));
  }

  /** Bounds a document's time: it cannot have changed after the event that carries it. */
  static EventOrder bounded(long document, int rank, long event) {
    return new EventOrder(Math.min(document, event), rank, event);
  }

  private static long micros(@Nullable Instant time) {
    return time == null ? Long.MIN_VALUE : ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  /** Returns whether a purge covers what has this order. */
  boolean isCoveredBy(EventOrder purge) {
    return document <= purge.document;
  }

  @Override
  public int compareTo(EventOrder other) {
    return ORDER.compare(this, other);
  }
}
