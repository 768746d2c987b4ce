package io.callboard.database.move;

import java.sql.SQLException;

/**
 * Thrown when nothing was moved. The message is for the administrator and quotes no value of any
 * row.
 */
final class CannotMove extends Exception {
  private static final long serialVersionUID = 1L;

  CannotMove(String reason) {
    super(reason);
  }

  /** Adds only the SQLSTATE of the cause, because databases quote rows in their messages. */
  CannotMove(String reason, SQLException cause) {
    super(reason + " (SQLSTATE " + cause.getSQLState() + ")", cause);
  }
}
