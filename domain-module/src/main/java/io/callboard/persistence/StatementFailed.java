package io.callboard.persistence;

import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The database did not carry out a statement. The driver's message, which may quote whole rows and
 * with them people's data, is left behind: its SQLSTATE says what to do, and it alone goes on, as
 * the cause.
 */
final class StatementFailed extends PersistenceException {
  private static final long serialVersionUID = 1L;

  private StatementFailed(String message, SQLException cause) {
    super(message, cause);
  }

  static StatementFailed of(String sql, SQLException thrown) {
    @Nullable String state = state(thrown);
    SQLException bare = new SQLException("SQLSTATE " + state, state);
    bare.setStackTrace(thrown.getStackTrace());
    return new StatementFailed("SQLSTATE " + state + " at: " + sql.strip(), bare);
  }

  /** A batch keeps the reason behind its own exception. */
  private static @Nullable String state(SQLException thrown) {
    String state = thrown.getSQLState();
    for (SQLException next = thrown.getNextException();
        next != null;
        next = next.getNextException()) {
      state = next.getSQLState() == null ? state : next.getSQLState();
    }
    return state;
  }
}
