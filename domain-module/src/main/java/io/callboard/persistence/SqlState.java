package io.callboard.persistence;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The SQLSTATE that a failure contains. */
public final class SqlState {
  /** Limits the walk, because causes may form a cycle. */
  private static final int MAX_DEPTH = 30;

  private SqlState() {}

  /**
   * Returns the innermost SQLSTATE, or null without one. Servers wrap a driver's exception in their
   * own, and a batch chains the reason to its own exception.
   */
  public static @Nullable String innermost(Throwable thrown) {
    String state = null;
    Throwable at = thrown;
    for (int depth = 0; at != null && depth < MAX_DEPTH; depth++) {
      if (at instanceof SQLException sql) {
        state = sql.getSQLState() == null ? state : sql.getSQLState();
        at = sql.getNextException() == null ? sql.getCause() : sql.getNextException();
      } else {
        at = at.getCause();
      }
    }
    return state;
  }
}
