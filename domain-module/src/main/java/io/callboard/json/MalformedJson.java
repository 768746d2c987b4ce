package io.callboard.json;

/**
 * Bytes that are not the JSON object that was expected; the message says why and never quotes the
 * bytes.
 */
public final class MalformedJson extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedJson(String message) {
    super(message);
  }
}
