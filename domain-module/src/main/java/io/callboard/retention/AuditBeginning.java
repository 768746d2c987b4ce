package io.callboard.retention;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of the audit trail. It advances with the removal of the oldest entries, in the same
 * transaction, so that the chain of hashes stays valid from there.
 */
final class AuditBeginning {
  private final Connection connection;

  AuditBeginning(Connection connection) {
    this.connection = connection;
  }

  /** The last entry of a batch that is removed. */
  private record Last(long number, String hash) {}

  /** Removes up to {@value Retention#STEP} entries; returns false if no entry was old enough. */
  boolean moveOn(Instant since) throws SQLException {
    connection.setAutoCommit(false);
    try {
      Last last = lastBefore(since);
      if (last != null) {
        delete(last);
      }
      connection.commit();
      return last != null;
    } catch (SQLException e) {
      connection.rollback();
      throw e;
    } finally {
      connection.setAutoCommit(true);
    }
  }

  private @Nullable Last lastBefore(Instant since) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeQuery("select 1 from audit_chain where one = 1 for update").close();
      Last last = null;
      try (ResultSet oldest =
          statement.executeQuery(
              "select number, hash, at from audit_entry order by number fetch first "
                  + Retention.STEP
                  + " rows only")) {
        while (oldest.next()
            && oldest.getObject(3, OffsetDateTime.class).toInstant().isBefore(since)) {
          last = new Last(oldest.getLong(1), oldest.getString(2));
        }
      }
      return last;
    }
  }

  private void delete(Last last) throws SQLException {
    try (PreparedStatement delete =
            connection.prepareStatement("delete from audit_entry where number <= ?");
        PreparedStatement move =
            connection.prepareStatement(
                "update audit_chain set first_number = ?, first_previous = ? where one = 1")) {
      delete.setLong(1, last.number());
      delete.executeUpdate();
      move.setLong(1, last.number() + 1);
      move.setString(2, last.hash());
      move.executeUpdate();
    }
  }
}
