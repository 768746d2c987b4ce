package io.callboard.json;

/** Bytes that the database kept as a JSON object and that are none. */
public final class UnreadableJson extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  UnreadableJson(MalformedJson cause) {
    super("a JSON object was expected in the database", cause);
  }
}
