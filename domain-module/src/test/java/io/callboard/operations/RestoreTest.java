package io.callboard.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A script that an operator puts beside the embedded database becomes the database. */
class RestoreTest {
  private static final String INSERT =
      "insert into event_body values (random_uuid(), '%s', X'', X'')";

  @TempDir private Path directory;

  private JdbcDataSource database(String name) {
    JdbcDataSource database = new JdbcDataSource();
    database.setUrl(
        "jdbc:h2:file:"
            + directory.resolve(name)
            + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;WRITE_DELAY=0");
    database.setUser("callboard");
    database.setPassword("embedded");
    return database;
  }

  private static void execute(JdbcDataSource database, String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String addresses(JdbcDataSource database) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select listagg(address, ' ') from event_body")) {
      row.next();
      return row.getString(1);
    }
  }

  private Path script(JdbcDataSource database) throws SQLException, IOException {
    Path file = directory.resolve("script.sql");
    try (Connection connection = database.getConnection()) {
      new DatabaseScript(file).write(connection);
    }
    return file;
  }

  private JdbcDataSource inUse() throws SQLException {
    JdbcDataSource database = database("database");
    Migrations.migrate(database);
    execute(database, INSERT.formatted("10.0.0.2"));
    return database;
  }

  @Test
  void takesThePlaceOfTheDatabaseThatIsThere() throws Exception {
    JdbcDataSource other = database("other");
    Migrations.migrate(other);
    execute(other, INSERT.formatted("10.0.0.1"));
    JdbcDataSource database = inUse();
    Files.move(script(other), directory.resolve("database.restore.sql"));

    Migrations.migrate(database);

    assertThat(addresses(database)).isEqualTo("10.0.0.1");
    assertThat(directory.resolve("database.restore.sql")).doesNotExist();
  }

  @Test
  void isBroughtToThisRelease() throws Exception {
    JdbcDataSource older = database("older");
    Flyway.configure()
        .dataSource(older)
        .locations("classpath:db/migration/common", "classpath:db/migration/h2")
        .target("50")
        .load()
        .migrate();
    execute(older, INSERT.formatted("10.0.0.1"));
    Files.move(script(older), directory.resolve("database.restore.sql"));
    JdbcDataSource database = database("database");

    Migrations.migrate(database);

    assertThat(addresses(database)).isEqualTo("10.0.0.1");
    assertThat(Migrations.done(database)).isTrue();
  }

  /** As an interrupted copy leaves it, and a command that failed. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 0.5, 0.999})
  void isRefusedWhenItIsNotWholeAndNothingIsChanged(double part) throws Exception {
    JdbcDataSource database = inUse();
    byte[] whole = Files.readAllBytes(script(database));
    Path cut = directory.resolve("database.restore.sql");
    Files.write(cut, Arrays.copyOf(whole, (int) (part * whole.length)));

    assertThatThrownBy(() -> Migrations.migrate(database))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("database.restore.sql is not whole");

    assertThat(addresses(database)).isEqualTo("10.0.0.2");
    assertThat(cut).exists();
  }
}
