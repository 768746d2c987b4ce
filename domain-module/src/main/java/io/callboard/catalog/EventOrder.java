package io.callboard.catalog;

import io.callboard.catalog.CatalogChange.DocumentChanged;
import io.callboard.catalog.CatalogChange.DocumentFetched;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * How new a statement of an event is, by the rules of {@code docs/ordering.md}. Two orders are
 * compared only if the same rule made them, so that times of two clocks are not compared; a purge
 * is the exception. Providers bound the times first ({@link io.callboard.time.EventTime#bounded}).
 * Equal orders are decided by text ({@link TieBreak}).
 *
 * @param document the document's own time; {@link Long#MIN_VALUE} without one
 * @param rank of the action: delete over update over create
 * @param event the time of the event
 */
record EventOrder(long document, int rank, long event) implements Comparable<EventOrder> {
  /** The lowest order, which every event replaces. */
  static final EventOrder OLDEST = new EventOrder(Long.MIN_VALUE, 0, Long.MIN_VALUE);

  private static final int CREATED = 0;
  private static final int UPDATED = 1;
  private static final int DELETED = 2;

  private static final Comparator<EventOrder> ORDER =
      Comparator.comparingLong(EventOrder::document)
          .thenComparingInt(EventOrder::rank)
          .thenComparingLong(EventOrder::event);

  /**
   * Returns the order of the members that an event sets: the document's time, bounded by the
   * event's date.
   */
  static EventOrder ofMembers(DocumentChanged change) {
    int rank =
        switch (change.action()) {
          case CREATE -> CREATED;
          case UPDATE, RESTORE -> UPDATED;
          case DELETE, PURGE -> DELETED;
        };
    return bounded(change.version(), rank, change.date());
  }

  /** Returns the order of the members of a fetched document. */
  static EventOrder ofMembers(DocumentFetched fetched) {
    return bounded(fetched.version(), UPDATED, fetched.fetchedAt());
  }

  /** Returns the order of a document's presence: by date alone; at the same date, gone wins. */
  static EventOrder ofPresence(long date, boolean gone) {
    return new EventOrder(date, gone ? DELETED : UPDATED, date);
  }

  /**
   * Returns the order of a purge. It covers every member whose document's time is not after the
   * purge's date. Documents are never newer than the date of their event, so all earlier events are
   * covered.
   */
  static EventOrder ofPurge(long date) {
    return new EventOrder(date, DELETED, date);
  }

  /**
   * Returns the order of a whole record: by its own time, which wins over none, then by the
   * event's.
   */
  static EventOrder ofWhole(@Nullable Instant document, @Nullable Instant event) {
    return new EventOrder(micros(document), UPDATED, micros(event));
  }

  /**
   * Returns an order with a bounded document time: a document cannot have changed after the event
   * that carries it.
   */
  static EventOrder bounded(long document, int rank, long event) {
    return new EventOrder(Math.min(document, event), rank, event);
  }

  private static long micros(@Nullable Instant time) {
    return time == null ? Long.MIN_VALUE : ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  /** Returns whether a purge covers members with this order. */
  boolean isCoveredBy(EventOrder purge) {
    return document <= purge.document;
  }

  @Override
  public int compareTo(EventOrder other) {
    return ORDER.compare(this, other);
  }
}
