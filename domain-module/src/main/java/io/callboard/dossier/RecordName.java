package io.callboard.dossier;

/** How the audit trail names a record. */
public final class RecordName {
  private RecordName() {}

  /** Kind, source and id, as in the API's paths. */
  public static String of(String kind, String source, String id) {
    return kind + "/" + source + "/" + id;
  }
}
