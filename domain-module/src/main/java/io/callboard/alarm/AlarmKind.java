package io.callboard.alarm;

import java.util.Locale;

/** What an alarm is about; its {@link #word} is what clients read. */
public enum AlarmKind {
  /** Nothing came from a source for longer than it is configured to be silent. */
  SOURCE_SILENT,
  /** Whatever a source sent so far was refused: most likely a wrong secret. */
  FIRST_DELIVERIES_REFUSED,
  /** Of what a source sends, much is refused. */
  REFUSALS_RISING,
  /** A source that need not sign does: its configuration can ask for it from now on. */
  SIGNATURE_SEEN,
  /** Events are held because their key came before with content that no signature covers. */
  CONTENT_HELD,
  /** More events wait for settlement than are settled. */
  BACKLOG_GROWING,
  /** The ledger misses events that were accepted. */
  EVENTS_MISSING,
  /** A source's API cannot be asked, or not often enough for all that waits. */
  FETCH_FAILING,
  /** Many logins fail: somebody guesses passwords, or a machine has a wrong one. */
  LOGINS_FAILING;

  /** The name in lower case with hyphens. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
