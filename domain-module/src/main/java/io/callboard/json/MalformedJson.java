package io.callboard.json;

/**
 * An error in bytes that should be a JSON object. The message says what is wrong and never quotes
 * the bytes.
 */
public final class MalformedJson extends Exception {
  private static final long serialVersionUID = 1L;

  private final String reason;

  MalformedJson(String reason) {
    super(reason);
    this.reason = reason;
  }

  /** Returns what is wrong, and where. */
  public String reason() {
    return reason;
  }
}
