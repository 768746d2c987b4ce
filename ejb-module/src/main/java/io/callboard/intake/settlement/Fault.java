package io.callboard.intake.settlement;

import io.callboard.operations.SourceStateChanged;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong in a transaction, by its SQLSTATE (SQL standard, PostgreSQL appendix A). Only a
 * data error may be an event's own fault; everything else is an outage, and no event suffers for an
 * outage.
 */
public enum Fault {
  /** Class 22 or 23: the database does not take the data. */
  DATA,
  /** Two transactions were in each other's way; the next try may work at once. */
  CONTENTION,
  /** The database cannot work now: wait until it can. */
  OUTAGE,
  /** Something else failed; the broker delivers again, with growing delay. */
  OTHER;

  private static final int MAX_DEPTH = 30;

  /** What kind of failure this is. */
  public static Fault of(Throwable thrown) {
    if (thrown instanceof SourceStateChanged) {
      return CONTENTION;
    }
    String state = state(thrown);
    if (state == null) {
      return causedBySql(thrown) ? OUTAGE : OTHER;
    }
    return switch (state) {
      // 90131 is what H2 hides behind its lock timeout
      case "40001", "40P01", "55P03", "HYT00", "90131" -> CONTENTION;
      case "25006" -> OUTAGE;
      default -> ofClass(state.substring(0, Math.min(2, state.length())));
    };
  }

  private static Fault ofClass(String stateClass) {
    return switch (stateClass) {
      case "22", "23" -> DATA;
      // 90 is H2's own class: closed, file or lock failures
      case "08", "53", "57", "58", "90" -> OUTAGE;
      default -> OTHER;
    };
  }

  /** The innermost SQLSTATE; a batch keeps the reason behind its own exception. */
  private static @Nullable String state(Throwable thrown) {
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

  /** An SQL exception without a state is the container's, which could not give a connection. */
  private static boolean causedBySql(Throwable thrown) {
    Throwable at = thrown;
    for (int depth = 0; at != null && depth < MAX_DEPTH; depth++) {
      if (at instanceof SQLException) {
        return true;
      }
      at = at.getCause();
    }
    return false;
  }
}
