package io.callboard.privacy;

/** The name of a record in the audit trail. */
public final class RecordName {
  private RecordName() {}

  /** Returns kind, source and id, as in the API's paths. */
  public static String of(String kind, String source, String id) {
    return kind + "/" + source + "/" + id;
  }
}
