package io.callboard.catalog;

/**
 * A record that is there, by its name.
 *
 * @param table where it lies: the records of one kind may lie in two tables
 */
public record KnownRecord(String table, String source, String kind, String id) {

  /** Where a walk through the records of a kind goes on after this one. */
  public String place() {
    return table + "/" + source + "/" + id;
  }

  /** The record of a {@link #place}. */
  static KnownRecord at(String kind, String place) {
    String[] parts = place.split("/", 3);
    return new KnownRecord(parts[0], parts[1], kind, parts[2]);
  }

  Subject subject() {
    return new Subject(Subject.Table.named(table), source, kind, id);
  }
}
