package io.callboard.persistence;

import static java.time.temporal.ChronoUnit.MICROS;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.util.ByteStreamWriter;

/**
 * Rows for PostgreSQL's {@code copy} in its binary format, in which neither side turns times, ids
 * and arrays into text and back. Values are what {@link Column} gives; the server checks them as it
 * does those of an insert, and refuses them with the same SQLSTATEs.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-copy.html">The format</a>
 */
final class BinaryCopy {
  /** Fewer rows are faster as parameters of a statement that is prepared already: measured. */
  static final int WORTH_ROWS = 20;

  private static final boolean HAS_DRIVER = hasDriver();

  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0
  };

  /** The class of SQLSTATEs. */
  private static final String CONNECTION_LOST = "08";

  private static final int ROW_ESTIMATE = 256;
  private static final int NULL = -1;
  private static final int END = -1;

  /** From which PostgreSQL counts microseconds. */
  private static final OffsetDateTime EPOCH = OffsetDateTime.parse("2000-01-01T00:00:00Z");

  private BinaryCopy() {}

  /** The server gives the application sight of the driver, or of none. */
  private static boolean hasDriver() {
    try {
      return PGConnection.class.isInterface();
    } catch (NoClassDefFoundError e) {
      return false;
    }
  }

  /** Whether a connection is one of PostgreSQL, by the driver that Callboard's server has. */
  static boolean isTakenBy(Connection connection) throws SQLException {
    return HAS_DRIVER && connection.isWrapperFor(PGConnection.class);
  }

  /**
   * Sends rows and says how many were inserted.
   *
   * @param sql a {@code copy … from stdin (format binary)} of these columns
   * @throws SQLException with what the server refused them for. A connection that was lost on the
   *     way is closed: an answer that still comes would be taken for that of the next statement
   */
  static <T> int send(
      String sql, List<Column<T>> columns, Collection<T> rows, Connection connection)
      throws SQLException {
    try {
      ByteStreamWriter bytes = ByteStreamWriter.of(ByteBuffer.wrap(encode(columns, rows)));
      refuseAfterTimeout(connection);
      return Math.toIntExact(connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql, bytes));
    } catch (SQLException e) {
      if (e.getSQLState() != null && e.getSQLState().startsWith(CONNECTION_LOST)) {
        connection.abort(Runnable::run);
      }
      throw e;
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory are read without failure", e);
    }
  }

  /**
   * An application server gives out statements only while the transaction lasts. The driver's own
   * connection does not know that it timed out, and would commit the rows by themselves.
   */
  private static void refuseAfterTimeout(Connection connection) throws SQLException {
    connection.createStatement().close();
  }

  private static <T> byte[] encode(List<Column<T>> columns, Collection<T> rows) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(rows.size() * ROW_ESTIMATE);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.write(SIGNATURE);
      out.writeInt(0); // no flags
      out.writeInt(0); // nothing more in the header
      for (T row : rows) {
        out.writeShort(columns.size());
        for (Column<T> column : columns) {
          write(column.value().of(row), out);
        }
      }
      out.writeShort(END);
    }
    return bytes.toByteArray();
  }

  private static void write(@Nullable Object value, DataOutputStream out) throws IOException {
    switch (value) {
      case null -> out.writeInt(NULL);
      case String text -> bytes(text.getBytes(StandardCharsets.UTF_8), out);
      case byte[] bytes -> bytes(bytes, out);
      case UUID uuid -> {
        out.writeInt(2 * Long.BYTES);
        out.writeLong(uuid.getMostSignificantBits());
        out.writeLong(uuid.getLeastSignificantBits());
      }
      case OffsetDateTime time -> eightBytes(MICROS.between(EPOCH, time), out);
      case Long number -> eightBytes(number, out);
      case Integer number -> {
        out.writeInt(Integer.BYTES);
        out.writeInt(number);
      }
      case Double number -> eightBytes(Double.doubleToLongBits(number), out);
      case Boolean truth -> {
        out.writeInt(1);
        out.writeBoolean(truth);
      }
      default -> throw new IllegalStateException("no column holds " + value.getClass());
    }
  }

  private static void bytes(byte[] bytes, DataOutputStream out) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static void eightBytes(long number, DataOutputStream out) throws IOException {
    out.writeInt(Long.BYTES);
    out.writeLong(number);
  }
}
