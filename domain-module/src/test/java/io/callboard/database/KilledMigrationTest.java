package io.callboard.database;

import static io.callboard.testing.EmbeddedDatabase.execute;
import static io.callboard.testing.EmbeddedDatabase.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.callboard.testing.EmbeddedDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.flywaydb.core.api.FlywayException;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills H2, which runs no transaction around a script, before every twelfth statement of a
 * migration, each time from another first statement. With {@code -Pthorough} it is killed before
 * every statement.
 */
class KilledMigrationTest {
  private static final String SCHEMA =
      """
      select table_name || '.' || column_name || ' ' || data_type from information_schema.columns
      where table_schema = 'public' and table_name <> 'flyway_schema_history'
      union all
      select index_name from information_schema.indexes
      where table_schema = 'public' and index_name not like 'PRIMARY_KEY%'
      and index_name not like 'CONSTRAINT%INDEX%' and table_name <> 'flyway_schema_history'
      union all
      select sequence_name from information_schema.sequences where sequence_schema = 'public'
      order by 1
      """;

  private static final String KEPT = "select rawtohex(body) from event_body";

  private static final int STEP = Integer.getInteger("faults.kill.step", 12);

  private final int first = (int) (System.nanoTime() % STEP);
  @TempDir private Path directory;
  private List<String> migrated = List.of();

  @BeforeEach
  void migrateUndisturbed() throws Exception {
    JdbcDataSource database = EmbeddedDatabase.in(directory, "undisturbed");
    Migrations.migrate(database);
    migrated = texts(database, SCHEMA);
  }

  @Test
  void theFirstMigrationIsMadeAnew() throws Exception {
    int kills = first;
    for (boolean killed = true; killed; kills += STEP) {
      JdbcDataSource database = EmbeddedDatabase.in(directory, "first" + kills);
      killed = isKilled(database, kills);
      assertThatItIsMadeGood(database);
    }
    assertThat(kills).isGreaterThan(20);
  }

  @Test
  void aLaterMigrationIsMadeAgainWithAllThatWasThere() throws Exception {
    int kills = first;
    for (boolean killed = true; killed; kills += STEP) {
      JdbcDataSource database = EmbeddedDatabase.in(directory, "later" + kills);
      settleAt("2", database);
      killed = isKilled(database, kills);
      assertThatItIsMadeGood(database);
      assertThat(texts(database, KEPT)).containsExactly("0a0b");
    }
    assertThat(kills).isGreaterThan(10);
  }

  @Test
  void aKillWhileAnotherIsMadeGoodIsMadeGoodToo() throws Exception {
    for (int second = 0; second < 6; second++) {
      JdbcDataSource database = EmbeddedDatabase.in(directory, "twice" + second);
      settleAt("2", database);
      assertThat(isKilled(database, 8)).isTrue();
      assertThat(isKilled(database, second)).isTrue();
      assertThatItIsMadeGood(database);
      assertThat(texts(database, KEPT)).containsExactly("0a0b");
    }
  }

  private void assertThatItIsMadeGood(JdbcDataSource database) throws Exception {
    Migrations.migrate(database);

    assertThat(texts(database, SCHEMA)).isEqualTo(migrated);
    try (var files = Files.list(directory)) {
      assertThat(files).noneMatch(file -> file.toString().contains("restore"));
    }
  }

  private static boolean isKilled(JdbcDataSource database, int change) throws SQLException {
    try {
      Migrations.migrate(MortalDatabase.of(database, change));
      return false;
    } catch (FlywayException | SQLException e) {
      return true;
    }
  }

  /** Creates a database of an earlier release with an event in it. */
  private static void settleAt(String version, JdbcDataSource database) throws SQLException {
    EmbeddedDatabase.migrate(database, version);
    execute(database, "insert into event_body values (random_uuid(), '10.0.0.1', X'00', X'0A0B')");
  }
}
