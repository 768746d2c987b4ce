package io.callboard.eventlog;

import io.callboard.persistence.ArrivalIds;
import io.callboard.persistence.Conditions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The events of a filter as a range of the index that begins with what it asks, in the order of the
 * index. Said with {@code =} and {@code order by id}, PostgreSQL would rather walk through all ids,
 * whose rows lie side by side, and pass over what is not wanted: that is quick while much is wanted
 * and reads the whole log when nothing is. Compared as rows, and ordered by all their columns, the
 * one index is left to it; a bound of the id alone would again lead it astray. Bounds are {@code
 * >=} and {@code <=} only, because PostgreSQL guesses from the first column how many rows a
 * comparison of rows leaves: {@code <} the source itself would seem to leave none, and sorting none
 * seems cheap.
 */
final class IndexRange {
  private static final String ID = "e.id";

  private final List<String> columns = new ArrayList<>();
  private final List<Object> values = new ArrayList<>();

  private IndexRange() {}

  /** Of the ids alone where the filter names no source, or a subject or key, which are rare. */
  static IndexRange of(EventFilter filter) {
    IndexRange range = new IndexRange();
    if (filter.source() == null || filter.subject() != null || filter.key() != null) {
      return range;
    }
    range.begin("e.source", filter.source());
    if (filter.state() != null && filter.state() != EventState.APPLIED) {
      range.begin("e.state", filter.state().name());
    } else if (filter.type() != null) {
      range.begin("e.type", filter.type());
    } else if (filter.kind() != null) {
      range.begin("e.kind", filter.kind());
    }
    return range;
  }

  private void begin(String column, Object value) {
    columns.add(column);
    values.add(value);
  }

  /** Asks what the filter asks of a column, unless the range says so. */
  void and(Conditions conditions, String column, @Nullable Object value) {
    if (value != null && !columns.contains(column)) {
      conditions.and(column + " = ?", value);
    }
  }

  /** Bounds it from below by an id, included, or by its first event. */
  void from(Conditions conditions, @Nullable UUID id) {
    bound(conditions, ">=", id);
  }

  /** Bounds it from above by an id, not included, or by its last event. */
  void to(Conditions conditions, @Nullable UUID id) {
    bound(conditions, "<=", id == null ? null : ArrivalIds.before(id));
  }

  private void bound(Conditions conditions, String comparison, @Nullable UUID id) {
    List<String> names = new ArrayList<>(columns);
    List<Object> bounds = new ArrayList<>(values);
    if (id != null) {
      names.add(ID);
      bounds.add(id);
    }
    if (!names.isEmpty()) {
      String places = String.join(", ", Collections.nCopies(names.size(), "?"));
      conditions.and(
          "(" + String.join(", ", names) + ") " + comparison + " (" + places + ")",
          bounds.toArray());
    }
  }

  /** The order of the index, with {@code asc} or {@code desc}. */
  String order(String direction) {
    List<String> names = new ArrayList<>(columns);
    names.add(ID);
    return names.stream()
        .map(name -> name + " " + direction)
        .collect(Collectors.joining(", ", " order by ", ""));
  }
}
