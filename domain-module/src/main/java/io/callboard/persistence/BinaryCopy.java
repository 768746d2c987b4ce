package io.callboard.persistence;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.util.ByteStreamWriter;

/**
 * A bulk insert with PostgreSQL's {@code copy} in its binary format, in which neither side converts
 * times, ids and arrays to text and back. Values are those of {@link Column}. The server checks
 * them as it checks an insert, and rejects them with the same SQLSTATEs.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-copy.html">The format</a>
 */
final class BinaryCopy {
  /** Below this number of rows, a statement that is already prepared was measured to be faster. */
  static final int WORTH_ROWS = 20;

  private static final boolean HAS_DRIVER = hasDriver();

  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0
  };

  /** The class of SQLSTATEs for connection exceptions. */
  private static final String CONNECTION_LOST = "08";

  private static final int ROW_ESTIMATE = 512;
  private static final int NULL = -1;
  private static final short END = -1;

  /** The epoch from which PostgreSQL counts microseconds. */
  private static final long EPOCH_SECOND = Instant.parse("2000-01-01T00:00:00Z").getEpochSecond();

  private static final long MICROS_A_SECOND = 1_000_000;
  private static final int NANOS_A_MICRO = 1_000;

  private BinaryCopy() {}

  /** Returns whether the server makes the driver's classes visible to the application. */
  private static boolean hasDriver() {
    try {
      return PGConnection.class.isInterface();
    } catch (NoClassDefFoundError e) {
      return false;
    }
  }

  /**
   * Returns whether a connection is one of the PostgreSQL driver whose classes are visible here.
   */
  static boolean isTakenBy(Connection connection) throws SQLException {
    return HAS_DRIVER && connection.isWrapperFor(PGConnection.class);
  }

  /**
   * Sends rows and returns the number of rows inserted.
   *
   * @param sql a {@code copy … from stdin (format binary)} of these columns
   * @throws SQLException with the SQLSTATE of the rejected rows. A connection that was lost during
   *     the copy is closed: a late response would be read as that of the next statement
   */
  static <T> int send(
      String sql, List<Column<T>> columns, Collection<T> rows, Connection connection)
      throws SQLException {
    try {
      ByteStreamWriter bytes = ByteStreamWriter.of(encode(columns, rows));
      refuseAfterTimeout(connection);
      return Math.toIntExact(connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql, bytes));
    } catch (SQLException e) {
      if (e.getSQLState() != null && e.getSQLState().startsWith(CONNECTION_LOST)) {
        connection.abort(Runnable::run);
      }
      throw e;
    } catch (IOException e) {
      throw new IllegalStateException("reading bytes in memory failed", e);
    }
  }

  /**
   * Throws if the transaction has timed out: an application server creates statements only during
   * the transaction. The driver's own connection does not know about the timeout, and would commit
   * the rows on their own.
   */
  private static void refuseAfterTimeout(Connection connection) throws SQLException {
    connection.createStatement().close();
  }

  private static <T> ByteBuffer encode(List<Column<T>> columns, Collection<T> rows) {
    Bytes out = new Bytes(rows.size() * ROW_ESTIMATE);
    out.room(SIGNATURE.length).put(SIGNATURE);
    out.number(0); // no flags
    out.number(0); // no header extension
    for (T row : rows) {
      out.room(Short.BYTES).putShort((short) columns.size());
      for (Column<T> column : columns) {
        write(column.value().of(row), out);
      }
    }
    out.room(Short.BYTES).putShort(END);
    return out.written();
  }

  private static void write(@Nullable Object value, Bytes out) {
    switch (value) {
      case null -> out.number(NULL);
      case String text -> bytes(text.getBytes(StandardCharsets.UTF_8), out);
      case byte[] bytes -> bytes(bytes, out);
      case UUID uuid -> {
        out.number(2 * Long.BYTES);
        out.room(2 * Long.BYTES)
            .putLong(uuid.getMostSignificantBits())
            .putLong(uuid.getLeastSignificantBits());
      }
      case OffsetDateTime time -> eightBytes(micros(time), out);
      case Long number -> eightBytes(number, out);
      case Integer number -> {
        out.number(Integer.BYTES);
        out.number(number);
      }
      case Double number -> eightBytes(Double.doubleToLongBits(number), out);
      case Boolean truth -> {
        out.number(1);
        out.room(1).put((byte) (truth ? 1 : 0));
      }
      default -> throw new IllegalStateException("a column cannot hold " + value.getClass());
    }
  }

  private static long micros(OffsetDateTime time) {
    return (time.toEpochSecond() - EPOCH_SECOND) * MICROS_A_SECOND + time.getNano() / NANOS_A_MICRO;
  }

  private static void bytes(byte[] bytes, Bytes out) {
    out.number(bytes.length);
    out.room(bytes.length).put(bytes);
  }

  private static void eightBytes(long number, Bytes out) {
    out.number(Long.BYTES);
    out.room(Long.BYTES).putLong(number);
  }

  /** A growing buffer. Streams of the JDK would take a lock for every number. */
  private static final class Bytes {
    private ByteBuffer bytes;

    Bytes(int estimate) {
      this.bytes = ByteBuffer.allocate(estimate);
    }

    /** Returns the buffer with at least {@code size} free bytes. */
    ByteBuffer room(int size) {
      if (bytes.remaining() < size) {
        int atLeast = Math.addExact(bytes.position(), size);
        bytes = ByteBuffer.allocate(Math.addExact(atLeast, atLeast / 2)).put(bytes.flip());
      }
      return bytes;
    }

    void number(int number) {
      room(Integer.BYTES).putInt(number);
    }

    ByteBuffer written() {
      return bytes.flip();
    }
  }
}
