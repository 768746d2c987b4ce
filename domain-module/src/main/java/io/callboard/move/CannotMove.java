package io.callboard.move;

import java.sql.SQLException;

/** Why nothing was moved, in words for the administrator: without a value of any row. */
final class CannotMove extends Exception {
  private static final long serialVersionUID = 1L;

  CannotMove(String reason) {
    super(reason);
  }

  /** Databases quote rows in their messages, so that only the state is told. */
  CannotMove(String reason, SQLException cause) {
    super(reason + " (SQLSTATE " + cause.getSQLState() + ")", cause);
  }
}
