package io.callboard.signature;

import java.util.Locale;

/** The reason why a delivery was refused, as the rejection log names it. */
public enum RefusalReason {
  SIGNATURE_MISSING,
  SIGNATURE_MALFORMED,
  SIGNATURE_MISMATCH,
  SIGNATURE_STALE,
  SIGNATURE_ALGORITHM,
  SIGNATURE_CLAIMS,
  BODY_MALFORMED,
  BODY_TOO_LARGE,
  CONTENT_TYPE,
  HEADERS_TOO_LARGE,
  METHOD_NOT_ALLOWED,
  SOURCE_UNKNOWN;

  private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** Returns the name of the reason for clients, such as {@code signature-stale}. */
  public String word() {
    return word;
  }
}
