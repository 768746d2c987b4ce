package io.callboard.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.callboard.testing.DatabaseServer;
import io.callboard.testing.OnEachDatabase;
import io.callboard.testing.TestDatabase;
import jakarta.persistence.EntityManager;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@OnEachDatabase
class InsertTest {
  private static final int FEW = 3;
  private static final int MANY = 3 * BinaryCopy.WORTH_ROWS;

  private final TestDatabase database;

  InsertTest(TestDatabase database) {
    this.database = database;
  }

  private record Row(
      int number,
      @Nullable UUID uuid,
      @Nullable String text,
      byte @Nullable [] bytes,
      @Nullable Integer small,
      @Nullable Long large,
      @Nullable Double real,
      @Nullable Boolean truth,
      @Nullable Instant time) {

    static Row ofNothing(int number) {
      return new Row(number, null, null, null, null, null, null, null, null);
    }

    static Row of(int number, String text) {
      return new Row(number, null, text, null, null, null, null, null, null);
    }
  }

  private static final Insert<Row> ROW =
      Insert.into(
          "sample",
          List.of(
              Column.integer("number", Row::number),
              Column.uuid("uuid_", Row::uuid),
              Column.text("text_", Row::text),
              Column.bytes("bytes_", Row::bytes),
              Column.integer("small_", Row::small),
              Column.bigint("large_", Row::large),
              Column.doublePrecision("real_", Row::real),
              Column.bool("truth_", Row::truth),
              Column.time("time_", Row::time)));

  @BeforeEach
  void create() {
    database.execute("create sequence sample_seq");
    database.execute(
        "create table sample (place bigint default nextval('sample_seq'), number integer primary"
            + " key, uuid_ uuid, text_ varchar(20), bytes_ bytea, small_ integer, large_ bigint,"
            + " real_ double precision, truth_ boolean, time_ timestamp(6) with time zone)");
  }

  @AfterEach
  void drop() {
    database.execute("drop table sample");
    database.execute("drop sequence sample_seq");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, FEW, BinaryCopy.WORTH_ROWS - 1, BinaryCopy.WORTH_ROWS, MANY})
  void everyTypeComesBackAsItWas(int count) {
    List<Row> rows = IntStream.range(0, count).mapToObj(InsertTest::extreme).toList();
    assertThat(insert(rows)).isEqualTo(count);
    assertThat(stored())
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactlyElementsOf(rows);
  }

  /** Returns a row with the lowest, the highest or unusual values of every type, or with nulls. */
  private static Row extreme(int number) {
    return switch (number % 4) {
      case 0 ->
          new Row(
              number,
              UUID.fromString("00000000-0000-0000-0000-000000000001"),
              "",
              new byte[0],
              Integer.MIN_VALUE,
              Long.MIN_VALUE,
              -Double.MAX_VALUE,
              false,
              Instant.parse("0001-01-01T00:00:00.000001Z"));
      case 1 ->
          new Row(
              number,
              UUID.fromString("ffffffff-ffff-ffff-ffff-ffffffffffff"),
              "\"{,}\\N'; é漢🎬\t",
              new byte[] {0, -1, '\\', '"'},
              Integer.MAX_VALUE,
              Long.MAX_VALUE,
              Double.MIN_VALUE,
              true,
              Instant.parse("9999-12-31T23:59:59.999999Z"));
      case 2 ->
          new Row(
              number,
              UUID.fromString("019a0000-0000-7000-8000-000000000000"),
              "NULL",
              "NULL".getBytes(StandardCharsets.UTF_8),
              0,
              0L,
              0.1,
              true,
              Instant.parse("1999-12-31T23:59:59.999999Z"));
      default -> Row.ofNothing(number);
    };
  }

  @ParameterizedTest
  @ValueSource(ints = {FEW, MANY})
  void rowsAreNumberedInTheirOrder(int count) {
    insert(IntStream.range(0, count).mapToObj(i -> Row.ofNothing(count - i)).toList());
    assertThat(database.query("select number from sample order by place"))
        .containsExactlyElementsOf(
            IntStream.range(0, count).<Object>mapToObj(i -> count - i).toList());
  }

  @ParameterizedTest
  @ValueSource(ints = {FEW, MANY})
  void aTakenKeyFailsOrIsLeftOut(int count) {
    insert(List.of(Row.of(1, "first")));
    assertThat(failure(rows(count))).isEqualTo("23505");
    assertThat(stored()).extracting(Row::text).containsExactly("first");
    assertThat(
            database.<Integer>inTransaction(
                entities -> new Statements(entities).insert(ROW.orNothing(), rows(count))))
        .isEqualTo(count - 1);
    assertThat(stored()).hasSize(count).first().extracting(Row::text).isEqualTo("first");
  }

  @ParameterizedTest
  @ValueSource(ints = {FEW, MANY})
  void whatAColumnDoesNotTakeIsADataError(int count) {
    assertThat(failure(with(rows(count), Row.of(1, "x".repeat(21))))).isEqualTo("22001");
    assertThat(stored()).isEmpty();
  }

  @Test
  void onPostgresqlManyRowsAreCopied() {
    boolean isPostgresql = database.server() == DatabaseServer.POSTGRESQL;
    assertThat(database.<Boolean>inTransaction(InsertTest::takesCopies)).isEqualTo(isPostgresql);
    assertThatThrownBy(() -> insert(with(rows(MANY), Row.of(1, "x".repeat(21)))))
        .hasMessageContaining(isPostgresql ? "at: copy sample" : "at: insert into sample");
  }

  /** Simulates an application server's connection after the transaction timed out. */
  @Test
  void nothingIsCopiedWhenTheTransactionIsOver() {
    SQLException over = new SQLException("the transaction is over");
    Connection refusing =
        (Connection)
            Proxy.newProxyInstance(
                Connection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                  assertThat(method.getName()).isEqualTo("createStatement");
                  throw over;
                });
    assertThatThrownBy(() -> BinaryCopy.send("copy sample", ROW.columns(), rows(MANY), refusing))
        .isSameAs(over);
  }

  @Test
  void aConnectionThatGaveNoAnswerInTimeIsClosed() throws Exception {
    assumeThat(database.server()).isEqualTo(DatabaseServer.POSTGRESQL);
    String copy = ROW.copy().orElseThrow();
    try (Connection other = database.dataSource().getConnection();
        Connection impatient =
            DriverManager.getConnection(other.getMetaData().getURL() + "&socketTimeout=1")) {
      other.setAutoCommit(false);
      other.createStatement().execute("lock table sample");
      assertThatThrownBy(() -> BinaryCopy.send(copy, ROW.columns(), rows(MANY), impatient))
          .extracting(thrown -> ((SQLException) thrown).getSQLState(), STRING)
          .startsWith("08");
      assertThat(impatient.isClosed()).isTrue();
    }
  }

  /** Simulates an application server that hides its driver from the application. */
  @Test
  void withoutTheDriverNoConnectionTakesCopies() throws Exception {
    URL classes = BinaryCopy.class.getProtectionDomain().getCodeSource().getLocation();
    ClassLoader driverless = ClassLoader.getPlatformClassLoader();
    try (var blind = new URLClassLoader(new URL[] {classes}, driverless);
        Connection connection = database.dataSource().getConnection()) {
      var isTakenBy =
          blind
              .loadClass(BinaryCopy.class.getName())
              .getDeclaredMethod("isTakenBy", Connection.class);
      isTakenBy.setAccessible(true);
      assertThat(isTakenBy.invoke(null, connection)).isEqualTo(false);
    }
  }

  private static boolean takesCopies(EntityManager entities) {
    return entities.unwrap(Session.class).doReturningWork(BinaryCopy::isTakenBy);
  }

  private static List<Row> rows(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> Row.of(i, "row " + i)).toList();
  }

  /** Returns the rows with one replaced by {@code other}, which has the same number. */
  private static List<Row> with(List<Row> rows, Row other) {
    return rows.stream().map(row -> row.number() == other.number() ? other : row).toList();
  }

  private int insert(List<Row> rows) {
    return database.inTransaction(entities -> new Statements(entities).insert(ROW, rows));
  }

  /** Returns the SQLSTATE with which the rows are rejected. */
  private @Nullable String failure(List<Row> rows) {
    return assertThatThrownBy(() -> insert(rows))
        .isInstanceOf(StatementFailed.class)
        .cause()
        .extracting(SQLException.class::cast)
        .extracting(SQLException::getSQLState, STRING)
        .actual();
  }

  private List<Row> stored() {
    return database.inTransaction(
        entities ->
            new Statements(entities)
                .query(
                    "select number, uuid_, text_, bytes_, small_, large_, real_, truth_, time_"
                        + " from sample order by number",
                    statement -> {},
                    row ->
                        new Row(
                            row.getInt(1),
                            row.getObject(2, UUID.class),
                            row.getString(3),
                            row.getBytes(4),
                            row.getObject(5, Integer.class),
                            row.getObject(6, Long.class),
                            row.getObject(7, Double.class),
                            row.getObject(8, Boolean.class),
                            Statements.timeOrNull(row, 9))));
  }
}
