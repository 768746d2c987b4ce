package io.callboard.persistence;

import jakarta.persistence.EntityManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.hibernate.Session;
import org.hibernate.jdbc.ReturningWork;
import org.jspecify.annotations.Nullable;

/** SQL statements on the connection of the caller's transaction. */
public final class Statements {
  private final EntityManager entities;

  public Statements(EntityManager entities) {
    this.entities = entities;
  }

  /** Inserts rows and returns how many were inserted. */
  public <T> int insert(Insert<T> insert, Collection<T> rows) {
    if (rows.isEmpty()) {
      return 0;
    }
    Optional<String> copy = insert.copy().filter(sql -> isCopied(rows, sql));
    if (copy.isPresent()) {
      return on(
          copy.get(),
          connection -> BinaryCopy.send(copy.get(), insert.columns(), rows, connection));
    }
    return update(
        insert.sql(),
        statement -> {
          int index = 1;
          for (Column<T> column : insert.columns()) {
            statement.setArray(index++, column.of(rows, statement.getConnection()));
          }
        });
  }

  private boolean isCopied(Collection<?> rows, String sql) {
    return rows.size() >= BinaryCopy.WORTH_ROWS && on(sql, BinaryCopy::isTakenBy);
  }

  /** Runs a statement once for each row, as one JDBC batch. */
  public <T> void batch(String sql, Collection<T> rows, RowBinder<T> binder) {
    if (rows.isEmpty()) {
      return;
    }
    run(
        sql,
        statement -> {
          for (T row : rows) {
            binder.bind(statement, row);
            statement.addBatch();
          }
          return statement.executeBatch();
        });
  }

  /** Runs a statement and returns the number of rows that it changed. */
  public int update(String sql, Binder binder) {
    return run(
        sql,
        statement -> {
          binder.bind(statement);
          return statement.executeUpdate();
        });
  }

  /** Returns all rows of a query. */
  public <T> List<T> query(String sql, Binder binder, Reader<T> reader) {
    return run(
        sql,
        statement -> {
          binder.bind(statement);
          try (ResultSet rows = statement.executeQuery()) {
            List<T> read = new ArrayList<>();
            while (rows.next()) {
              read.add(reader.read(rows));
            }
            return read;
          }
        });
  }

  /**
   * Reads a page of a list in two steps: first the keys with the sizes of their rows, then the rows
   * of one page. Drivers and the embedded database hold every row of a result in memory, so a
   * result must not contain too many bytes. The second step selects by key, because another
   * transaction may have added rows since the first.
   *
   * @param list selects the key and the size in bytes of each row, and ends with {@code order by}
   * @param limit the highest number of rows
   * @param rows reads the rows with these keys, in the same order
   */
  public <T> Slice<T> slice(
      String list, int limit, Binder binder, Function<Object[], List<T>> rows) {
    while (true) {
      List<Sized> found =
          query(
              list + " fetch first " + (limit + 1) + " rows only",
              binder,
              row -> new Sized(row.getObject(1), row.getInt(2)));
      int length = Slice.rows(found.stream().map(Sized::bytes).toList(), limit);
      Object[] keys = found.subList(0, length).stream().map(Sized::key).toArray();
      List<T> items = length == 0 ? List.of() : rows.apply(keys);
      if (!items.isEmpty() || found.isEmpty()) {
        return new Slice<>(items, length < found.size());
      }
      // All rows of the page were deleted between the two steps.
    }
  }

  /** The key of a row, and the size in bytes of its columns that may be large. */
  private record Sized(Object key, int bytes) {}

  private <T> T run(String sql, Work<T> work) {
    return on(
        sql,
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            return work.with(statement);
          }
        });
  }

  /** Runs work on the transaction's connection; the exception of a failure names {@code sql}. */
  private <T> T on(String sql, ReturningWork<T> work) {
    return entities
        .unwrap(Session.class)
        .doReturningWork(
            connection -> {
              try {
                return work.execute(connection);
              } catch (SQLException e) {
                throw StatementFailed.of(sql, e);
              }
            });
  }

  /** Sets an array parameter, for {@code = any(?)}. */
  public static void array(PreparedStatement statement, int index, String type, Object[] values)
      throws SQLException {
    statement.setArray(index, statement.getConnection().createArrayOf(type, values));
  }

  /** Sets a time parameter, or null. */
  public static void time(PreparedStatement statement, int index, @Nullable Instant time)
      throws SQLException {
    statement.setObject(index, time == null ? null : utc(time), Types.TIMESTAMP_WITH_TIMEZONE);
  }

  /** Reads a time from a column that is not null. */
  public static Instant time(ResultSet row, int index) throws SQLException {
    return row.getObject(index, OffsetDateTime.class).toInstant();
  }

  /** Reads a time from a column that may be null. */
  public static @Nullable Instant timeOrNull(ResultSet row, int index) throws SQLException {
    OffsetDateTime time = row.getObject(index, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  /**
   * Returns a time as a parameter, truncated to the microseconds that columns hold; PostgreSQL
   * would round up.
   */
  public static OffsetDateTime utc(Instant time) {
    return time.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }

  /** Work with a prepared statement. */
  private interface Work<T> {
    T with(PreparedStatement statement) throws SQLException;
  }

  /** Sets the parameters of a statement. */
  public interface Binder {
    void bind(PreparedStatement statement) throws SQLException;
  }

  /** Sets the parameters of one row of a batch. */
  public interface RowBinder<T> {
    void bind(PreparedStatement statement, T row) throws SQLException;
  }

  /** Reads one row. */
  public interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }
}
