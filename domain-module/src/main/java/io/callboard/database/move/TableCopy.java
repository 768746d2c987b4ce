package io.callboard.database.move;

import java.sql.Blob;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * The copy of a table's rows in batches, so that neither long tables nor long bodies fill the
 * memory.
 */
record TableCopy(Connection source, Connection target) {
  private static final int MAX_ROWS = 500;
  private static final long MAX_BYTES = 8L << 20;

  /** Copies a table and returns the number of rows. */
  long copy(Table table) throws SQLException {
    try (Statement read = source.createStatement();
        ResultSet rows = read.executeQuery(table.select());
        PreparedStatement insert = target.prepareStatement(table.insert())) {
      long copied = 0;
      long bytes = 0;
      while (rows.next()) {
        bytes += add(insert, rows, table.columns().size());
        copied++;
        if (copied % MAX_ROWS == 0 || bytes > MAX_BYTES) {
          insert.executeBatch();
          bytes = 0;
        }
      }
      insert.executeBatch();
      return copied;
    }
  }

  private static long add(PreparedStatement insert, ResultSet row, int columns)
      throws SQLException {
    long bytes = 0;
    for (int column = 1; column <= columns; column++) {
      Object value = value(row.getObject(column));
      insert.setObject(column, value);
      bytes += value instanceof byte[] array ? array.length : 0;
    }
    insert.addBatch();
    return bytes;
  }

  /**
   * Converts large objects. Both drivers accept all other values: numbers, texts, bytes, UUIDs and
   * times with an offset.
   */
  private static @Nullable Object value(@Nullable Object value) throws SQLException {
    return switch (value) {
      case Clob text -> text.getSubString(1, Math.toIntExact(text.length()));
      case Blob bytes -> bytes.getBytes(1, Math.toIntExact(bytes.length()));
      case null, default -> value;
    };
  }
}
