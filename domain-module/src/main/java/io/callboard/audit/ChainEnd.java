package io.callboard.audit;

import io.callboard.persistence.Statements;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The stored beginning and end of the chain.
 *
 * @param namedAfter erased entries up to this number need not be named, because an older release
 *     erased them without naming them
 */
record ChainEnd(
    long firstNumber, String firstPrevious, long lastNumber, String lastHash, long namedAfter) {
  private static final String SELECT =
      "select first_number, first_previous, last_number, last_hash, named_after from audit_chain"
          + " where one = 1";

  /** Locks the end until this transaction is over, and returns it. */
  static ChainEnd lock(Statements statements) {
    statements.update(
        "insert into audit_chain (one, first_number, first_previous, last_number, last_hash)"
            + " values (1, 1, ?, 0, ?) on conflict do nothing",
        statement -> {
          statement.setString(1, Seal.GENESIS);
          statement.setString(2, Seal.GENESIS);
        });
    return read(statements, SELECT + " for update").orElseThrow();
  }

  /** Returns the end without a lock; empty before the first entry. */
  static Optional<ChainEnd> read(Statements statements) {
    return read(statements, SELECT);
  }

  private static Optional<ChainEnd> read(Statements statements, String sql) {
    return statements.query(sql, statement -> {}, ChainEnd::of).stream().findFirst();
  }

  private static ChainEnd of(ResultSet row) throws SQLException {
    return new ChainEnd(
        row.getLong(1), row.getString(2), row.getLong(3), row.getString(4), row.getLong(5));
  }
}
