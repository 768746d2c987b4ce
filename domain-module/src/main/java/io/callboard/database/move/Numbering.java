package io.callboard.database.move;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * The numbering of sequences and identity columns, which the target continues where the source
 * stopped.
 */
record Numbering(Schema source, Connection target) {

  /**
   * Sets the next value of every sequence and identity column.
   *
   * @throws CannotMove if the target has no such sequence
   */
  void continueFrom(List<Table> tables) throws SQLException, CannotMove {
    for (Map.Entry<String, Long> sequence : source.sequences().entrySet()) {
      set(Table.quoted(sequence.getKey()), sequence.getValue());
    }
    for (Table table : tables) {
      for (Map.Entry<String, Long> identity : source.identities(table).entrySet()) {
        long free = source.highest(table, identity.getKey()) + 1;
        set(sequenceOf(table, identity.getKey()), Math.max(identity.getValue(), free));
      }
    }
  }

  private String sequenceOf(Table table, String column) throws SQLException {
    try (PreparedStatement statement =
        target.prepareStatement("select pg_get_serial_sequence(?, ?)")) {
      statement.setString(1, table.quoted());
      statement.setString(2, column);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() && row.getString(1) != null ? row.getString(1) : "";
      }
    }
  }

  private void set(String sequence, long next) throws SQLException, CannotMove {
    try (PreparedStatement statement =
        target.prepareStatement("select setval(to_regclass(?), ?, false)")) {
      statement.setString(1, sequence);
      statement.setLong(2, next);
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next() || row.getLong(1) != next) {
          throw new CannotMove("PostgreSQL has no sequence " + sequence);
        }
      }
    }
  }
}
