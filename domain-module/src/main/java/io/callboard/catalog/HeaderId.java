package io.callboard.catalog;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An id that events name in their header or omit; the newest event that names it decides.
 *
 * @param at the time of that event; null if it is unknown, and then every event replaces the id
 */
record HeaderId(@Nullable String value, @Nullable Instant at) {
  static final int MAX = 255;

  /** Returns the id in an event's header; without a value if the text is empty or does not fit. */
  static HeaderId named(String text, Instant at) {
    String value = text.isEmpty() ? null : TypedColumns.fitting(text, MAX);
    return new HeaderId(value, value == null ? null : at);
  }

  /**
   * Returns the id in a row. Rows of earlier releases have no time for it; then the event's time
   * counts.
   */
  static HeaderId stored(@Nullable String value, @Nullable Instant at, @Nullable Instant eventAt) {
    return new HeaderId(value, at == null && value != null ? eventAt : at);
  }

  /** Returns the newer of two ids; at the same time, the one whose text sorts last. */
  HeaderId or(HeaderId other) {
    if (other.value == null) {
      return this;
    }
    if (value == null) {
      return other;
    }
    int order = EventOrder.ofWhole(null, other.at).compareTo(EventOrder.ofWhole(null, at));
    if (order == 0) {
      order = other.value.compareTo(value);
    }
    return order > 0 ? other : this;
  }
}
