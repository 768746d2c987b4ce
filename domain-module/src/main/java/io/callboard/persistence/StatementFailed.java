package io.callboard.persistence;

import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A statement that the database did not execute. The driver's message is dropped, because it may
 * quote whole rows and with them personal data. Only the SQLSTATE, which is enough to handle the
 * failure, is kept in the cause.
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

  /** Returns the last SQLSTATE of the chain: a batch chains the reason to its own exception. */
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
