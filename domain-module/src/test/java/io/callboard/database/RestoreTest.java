package io.callboard.database;

import static io.callboard.testing.EmbeddedDatabase.execute;
import static io.callboard.testing.EmbeddedDatabase.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callboard.testing.EmbeddedDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A script that an operator puts next to the embedded database becomes the database. */
class RestoreTest {
  private static final String INSERT =
      "insert into event_body values (random_uuid(), '%s', X'', X'')";
  private static final String ADDRESSES = "select address from event_body";

  @TempDir private Path directory;

  private Path script(JdbcDataSource database) throws SQLException, IOException {
    Path file = directory.resolve("script.sql");
    try (Connection connection = database.getConnection()) {
      new DatabaseScript(file).write(connection);
    }
    return file;
  }

  private JdbcDataSource inUse() throws SQLException {
    JdbcDataSource database = EmbeddedDatabase.in(directory, "database");
    Migrations.migrate(database);
    execute(database, INSERT.formatted("10.0.0.2"));
    return database;
  }

  @Test
  void takesThePlaceOfTheDatabaseThatIsThere() throws Exception {
    JdbcDataSource other = EmbeddedDatabase.in(directory, "other");
    Migrations.migrate(other);
    execute(other, INSERT.formatted("10.0.0.1"));
    JdbcDataSource database = inUse();
    Files.move(script(other), directory.resolve("database.restore.sql"));

    Migrations.migrate(database);

    assertThat(texts(database, ADDRESSES)).containsExactly("10.0.0.1");
    assertThat(directory.resolve("database.restore.sql")).doesNotExist();
  }

  @Test
  void isBroughtToThisRelease() throws Exception {
    JdbcDataSource older = EmbeddedDatabase.in(directory, "older");
    EmbeddedDatabase.migrate(older, "50");
    execute(older, INSERT.formatted("10.0.0.1"));
    Files.move(script(older), directory.resolve("database.restore.sql"));
    JdbcDataSource database = EmbeddedDatabase.in(directory, "database");

    Migrations.migrate(database);

    assertThat(texts(database, ADDRESSES)).containsExactly("10.0.0.1");
    assertThat(Migrations.done(database)).isTrue();
  }

  /** Files as an interrupted copy or a failed command leaves them. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 0.5, 0.999})
  void isRefusedWhenItIsNotWholeAndNothingIsChanged(double part) throws Exception {
    JdbcDataSource database = inUse();
    byte[] whole = Files.readAllBytes(script(database));
    Path cut = directory.resolve("database.restore.sql");
    Files.write(cut, Arrays.copyOf(whole, (int) (part * whole.length)));

    assertThatThrownBy(() -> Migrations.migrate(database))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("database.restore.sql is incomplete");

    assertThat(texts(database, ADDRESSES)).containsExactly("10.0.0.2");
    assertThat(cut).exists();
  }
}
