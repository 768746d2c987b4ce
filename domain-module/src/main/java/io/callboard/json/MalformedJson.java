package io.callboard.json;

/**
 * Bytes that are not the JSON object that was expected; the message says why and never quotes the
 * bytes.
 */
public final class MalformedJson extends Exception {
  private static final long serialVersionUID = 1L;

  private final String reason;

  MalformedJson(String reason) {
    super(reason);
    this.reason = reason;
  }

  /** What was expected, and where. */
  public String reason() {
    return reason;
  }
}
