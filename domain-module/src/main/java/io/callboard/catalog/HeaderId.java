package io.callboard.catalog;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An id that events name in their header or leave out: the newest event that names it decides.
 *
 * @param at the time of that event; null when nothing is known of it, which every event replaces
 */
record HeaderId(@Nullable String value, @Nullable Instant at) {
  static final int MAX = 255;

  /** Reads an event's header; empty text names nothing, nor does one that does not fit. */
  static HeaderId named(String text, Instant at) {
    String value = text.isEmpty() ? null : TypedColumns.fitting(text, MAX);
    return new HeaderId(value, value == null ? null : at);
  }

  /** Reads a row; rows of earlier releases have the id without its time. */
  static HeaderId stored(@Nullable String value, @Nullable Instant at, @Nullable Instant eventAt) {
    return new HeaderId(value, at == null && value != null ? eventAt : at);
  }

  /** Returns the newer of two; of two of the same time the one whose text sorts last. */
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
