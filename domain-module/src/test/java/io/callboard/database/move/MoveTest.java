package io.callboard.database.move;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callboard.testing.DatabaseServer;
import io.callboard.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MoveTest {
  private final TestDatabase postgresql = DatabaseServer.POSTGRESQL.create();
  private final Target target = new Target(postgresql.dataSource());
  @TempDir private Path directory;
  private EmbeddedServer embedded;

  @BeforeEach
  void open() throws SQLException {
    embedded = new EmbeddedServer(directory);
  }

  @AfterEach
  void close() {
    postgresql.close();
  }

  private SortedMap<String, Long> move() throws SQLException, CannotMove {
    try (Connection source = embedded.file().open("callboard", "embedded")) {
      return target.take(source, EmbeddedServer.NOW);
    }
  }

  private static SortedMap<String, List<String>> contents(Connection database, List<Table> tables)
      throws SQLException {
    SortedMap<String, List<String>> contents = new TreeMap<>();
    for (Table table : tables) {
      List<String> rows = new ArrayList<>();
      try (Statement statement = database.createStatement();
          ResultSet row = statement.executeQuery(table.select())) {
        while (row.next()) {
          rows.add(text(row, table.columns().size()));
        }
      }
      rows.sort(null);
      contents.put(table.name(), rows);
    }
    return contents;
  }

  private static String text(ResultSet row, int columns) throws SQLException {
    List<String> values = new ArrayList<>();
    for (int column = 1; column <= columns; column++) {
      boolean time =
          row.getMetaData().getColumnTypeName(column).matches("(?i)timestamp.*zone|timestamptz");
      Object value = time ? row.getObject(column, OffsetDateTime.class) : row.getObject(column);
      values.add(
          switch (value) {
            case byte[] bytes -> HexFormat.of().formatHex(bytes);
            case OffsetDateTime at -> at.toInstant().toString();
            case null, default -> String.valueOf(value);
          });
    }
    return values.toString();
  }

  private long number(String sql) {
    return ((Number) postgresql.query(sql).getFirst()).longValue();
  }

  private static void refused(ThrowingCallable move, String reason) {
    assertThatThrownBy(move).isInstanceOf(CannotMove.class).hasMessageContaining(reason);
  }

  @Test
  void everyRowOfEveryTableArrivesAsItWas() throws Exception {
    embedded.fillEveryTable();

    SortedMap<String, Long> moved = move();

    assertThat(moved).containsKeys("event", "event_body", "profile", "callboard_user");
    assertThat(moved.values()).containsOnly((long) EmbeddedServer.ROWS);
    try (Connection from = embedded.connect();
        Connection to = postgresql.dataSource().getConnection()) {
      List<Table> tables = new Schema(from).tables();
      assertThat(contents(to, tables)).isEqualTo(contents(from, tables)).hasSize(moved.size());
    }
  }

  @Test
  void whatIsNewGetsNumbersThatNothingHad() throws Exception {
    for (int i = 0; i < 40; i++) {
      embedded.execute("select nextval('record_change_seq')");
    }
    embedded.execute("select nextval('fetch_wanted_seq')");
    embedded.execute("alter table alarm alter column id restart with 70");
    embedded.fillEveryTable();

    move();

    assertThat(number("select nextval('record_change_seq')")).isGreaterThan(40);
    assertThat(number("select nextval('fetch_wanted_seq')")).isGreaterThan(1);
    postgresql.run(
        entities ->
            entities
                .createNativeQuery(
                    "insert into alarm (kind, subject, detail, raised_at)"
                        + " values ('NEW', 's', 'd', now())")
                .executeUpdate());
    assertThat(number("select id from alarm where kind = 'NEW'")).isGreaterThanOrEqualTo(70);
  }

  @Test
  void anIdentityGoesOnBehindNumbersThatWereChosen() throws Exception {
    embedded.fillEveryTable();

    move();

    assertThat(number("select nextval(pg_get_serial_sequence('alarm', 'id'))"))
        .isEqualTo(EmbeddedServer.ROWS + 1);
  }

  @Test
  void eventsLieInThePartitionsOfTheirWeeks() throws Exception {
    embedded.fillEveryTable();

    move();

    assertThat(number("select count(*) from event")).isEqualTo(EmbeddedServer.ROWS);
    assertThat(number("select count(*) from event_default")).isZero();
    assertThat(number("select count(*) from event_body_default")).isZero();
  }

  @Test
  void longBodiesArriveInSteps() throws Exception {
    try (Connection connection = embedded.connect();
        var insert =
            connection.prepareStatement(
                "insert into event_body (id, address, headers, body) values (?, '', '', ?)")) {
      for (int i = 0; i < 1_100; i++) {
        insert.setObject(1, EmbeddedServer.arrived(EmbeddedServer.NOW, i));
        insert.setBytes(2, new byte[i < 20 ? 1 << 20 : 10]);
        insert.execute();
      }
    }

    assertThat(move()).containsEntry("event_body", 1_100L);

    assertThat(number("select sum(length(body)) from event_body"))
        .isEqualTo(20 * (1 << 20) + 1_080 * 10);
  }

  @Test
  void whatRefersToAnotherTableComesAfterIt() throws Exception {
    List<String> tables =
        List.of(
            "create table z_parent (id bigint primary key)",
            "create table a_child (id bigint primary key, parent bigint references z_parent (id),"
                + " elder bigint references a_child (id))");
    for (String table : tables) {
      embedded.execute(table);
      postgresql.run(entities -> entities.createNativeQuery(table).executeUpdate());
    }
    embedded.execute("insert into z_parent values (1), (2)");
    embedded.execute("insert into a_child values (1, 2, null), (2, 1, 1)");

    assertThat(move()).containsEntry("z_parent", 2L).containsEntry("a_child", 2L);
  }

  @Test
  void aDatabaseThatHoldsAnythingIsRefused() throws Exception {
    postgresql.run(
        entities ->
            entities
                .createNativeQuery(
                    "insert into source_total (source, applied, duplicate, ignored, held, pending,"
                        + " failed, parked, rejected) values ('waymark', 0, 0, 0, 0, 0, 0, 0, 0)")
                .executeUpdate());
    embedded.fillEveryTable();

    refused(this::move, "source_total has rows");
    assertThat(number("select count(*) from source_total")).isOne();
    assertThat(number("select count(*) from event")).isZero();
  }

  @Test
  void oneRowThatDoesNotFitLeavesTheTargetEmptyAndIsNotQuoted() throws Exception {
    embedded.fillEveryTable();
    embedded.execute("update video set name = 'Jane' || char(0) || 'Doe' where name = 'r1'");

    refused(this::move, "Table video cannot be copied (SQLSTATE 22021)");
    assertThatThrownBy(this::move).hasMessageNotContaining("Jane");
    assertThat(number("select count(*) from event")).isZero();
  }

  @Test
  void aDatabaseThatAServerUsesIsRefused() throws Exception {
    Process server = OtherProcess.start(directory);
    try {
      refused(this::move, "in use");
    } finally {
      server.destroyForcibly().waitFor();
    }
    assertThat(move()).isNotEmpty();
  }

  @Test
  void aDatabaseOfAnOlderReleaseIsRefused() throws Exception {
    embedded.execute(
        "delete from flyway_schema_history where installed_rank ="
            + " (select max(installed_rank) from flyway_schema_history)");

    refused(this::move, "older release");
  }

  @Test
  void aDatabaseOfANewerReleaseIsRefused() throws Exception {
    embedded.execute("alter table profile add column shoe_size integer");

    refused(this::move, "Table profile has other columns in PostgreSQL");
  }

  @Test
  void aMigrationOrRestoreThatHasNotEndedIsLeftToTheServer() throws Exception {
    Files.writeString(directory.resolve("database.restore.sql"), "");

    refused(this::move, "A migration or restore has not ended");
  }

  @Test
  void whatAKilledServerLeftIsLeftToAServer() throws Exception {
    embedded.kill();

    refused(this::move, "was not stopped cleanly");
  }

  @Test
  void anotherFileIsRefused() {
    refused(
        () -> new EmbeddedFile(directory.resolve("other.mv.db")).open("callboard", "embedded"),
        "There is no embedded database");
    refused(() -> new EmbeddedFile(directory).open("callboard", "embedded"), "no embedded");
  }

  @Test
  void aWrongPasswordIsToldWithoutIt() {
    assertThatThrownBy(() -> embedded.file().open("callboard", "hunter2"))
        .isInstanceOf(CannotMove.class)
        .hasMessageContaining("cannot be opened (SQLSTATE 28000)")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void onlyPostgresqlTakesAnythingIn() {
    refused(() -> Target.at("jdbc:h2:mem:other", "", ""), "must begin with jdbc:postgresql:");
  }
}
