package io.callboard.json;

/** Stored bytes that should be a JSON object but are not. */
public final class UnreadableJson extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  UnreadableJson(MalformedJson cause) {
    super("a stored value is not a JSON object", cause);
  }
}
