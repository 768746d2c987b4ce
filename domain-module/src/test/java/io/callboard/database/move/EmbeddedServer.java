package io.callboard.database.move;

import io.callboard.database.Migrations;
import io.callboard.testing.EmbeddedDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** An embedded database in a file, as a server leaves it. */
final class EmbeddedServer {
  static final int ROWS = 3;
  static final Instant NOW = Instant.parse("2026-11-18T12:00:00Z");

  private static final OffsetDateTime TIME =
      OffsetDateTime.of(2026, 11, 1, 8, 30, 0, 123_456_000, ZoneOffset.UTC);

  private final Path directory;
  private final DataSource database;

  EmbeddedServer(Path directory) throws SQLException {
    this.directory = directory;
    this.database = EmbeddedDatabase.in(directory, "database");
    Migrations.migrate(database);
    Migrations.end(database);
  }

  /** Marks the database as in use, as a killed server leaves it. */
  void kill() throws SQLException {
    Migrations.migrate(database);
  }

  EmbeddedFile file() {
    return new EmbeddedFile(directory.resolve("database.mv.db"));
  }

  /** Returns a connection as a running server has it. */
  Connection connect() throws SQLException {
    return database.getConnection();
  }

  void execute(String sql) throws SQLException {
    EmbeddedDatabase.execute(database, sql);
  }

  void fillEveryTable() throws SQLException, CannotMove {
    try (Connection connection = connect()) {
      for (Table table : new Schema(connection).tables()) {
        fill(connection, table);
      }
    }
  }

  private static void fill(Connection connection, Table table) throws SQLException {
    try (var columns = connection.createStatement();
        var none = columns.executeQuery(table.select() + " where false");
        PreparedStatement insert = connection.prepareStatement(table.insert())) {
      for (int row = 1; row <= ROWS; row++) {
        for (int column = 1; column <= table.columns().size(); column++) {
          insert.setObject(column, value(none.getMetaData(), column, row));
        }
        insert.execute();
      }
    }
  }

  /** Returns a value that depends only on type and row, so that foreign keys find their row. */
  private static @Nullable Object value(ResultSetMetaData columns, int column, int row)
      throws SQLException {
    boolean mayBeNull = columns.isNullable(column) != ResultSetMetaData.columnNoNulls;
    if (mayBeNull && row == ROWS) {
      return null;
    }
    String type = columns.getColumnTypeName(column);
    return switch (type) {
      case "CHARACTER VARYING", "CHARACTER LARGE OBJECT" -> "r" + row;
      case "UUID" -> arrived(NOW.minusSeconds(row * 7L * 86_400), row);
      case "BINARY VARYING", "BINARY LARGE OBJECT" -> new byte[] {0, (byte) row, -1};
      case "TIMESTAMP WITH TIME ZONE" -> TIME.plusNanos(row * 1_000L);
      case "BOOLEAN" -> row == 1;
      case "DOUBLE PRECISION" -> row + 0.25;
      case "BIGINT", "INTEGER", "SMALLINT" -> row;
      default -> throw new IllegalStateException("no value of type " + type);
    };
  }

  static UUID arrived(Instant time, int number) {
    return new UUID((time.toEpochMilli() << 16) | 0x7abc, 0x8000_0000_0000_0000L | number);
  }
}
