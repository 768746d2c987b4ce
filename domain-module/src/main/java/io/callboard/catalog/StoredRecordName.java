package io.callboard.catalog;

/**
 * The name of a stored record.
 *
 * @param table the table that contains it; records of one kind may be in two tables
 */
public record StoredRecordName(String table, String source, String kind, String id) {

  /**
   * Returns the cursor from which a walk through the records of a kind continues after this record:
   * the table, source and id, separated by {@code /}.
   */
  public String place() {
    return table + "/" + source + "/" + id;
  }

  /** Returns the record of a cursor that {@link #place} returned. */
  static StoredRecordName at(String kind, String place) {
    String[] parts = place.split("/", 3);
    return new StoredRecordName(parts[0], parts[1], kind, parts[2]);
  }

  Subject subject() {
    return new Subject(Subject.Table.named(table), source, kind, id);
  }
}
