package io.callboard.alarm;

import java.util.Locale;

/** The kind of an alarm. The API, the log and mails show its {@link #word}. */
public enum AlarmKind {
  /** A source has sent nothing for longer than its configured silence. */
  SOURCE_SILENT,
  /** Every delivery of a source was refused so far. The most likely cause is a wrong secret. */
  FIRST_DELIVERIES_REFUSED,
  /** Many of a source's deliveries are refused. */
  REFUSALS_RISING,
  /** A source with optional signatures signs, so its configuration can now require them. */
  SIGNATURE_SEEN,
  /** Events are held because they repeat an earlier key with other content, which is not signed. */
  CONTENT_HELD,
  /** Events arrive faster than they are settled. */
  BACKLOG_GROWING,
  /** The ledger counts accepted events as missing. */
  EVENTS_MISSING,
  /** A source's API cannot be called, or not often enough for its pending fetches. */
  FETCH_FAILING,
  /** Many logins fail: someone guesses passwords, or a machine has a wrong one. */
  LOGINS_FAILING;

  /** Returns the name in lower case with hyphens. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
