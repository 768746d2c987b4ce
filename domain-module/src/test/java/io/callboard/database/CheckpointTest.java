package io.callboard.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.callboard.testing.EmbeddedDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.util.List;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {

  @TempDir private Path directory;

  @Test
  void itAndTheDatabaseAreReadByTheOwnerAlone() throws Exception {
    JdbcDataSource database = EmbeddedDatabase.in(directory, "database");
    Migrations.migrate(database);
    try (Connection connection = database.getConnection()) {
      Checkpoint.of(connection).orElseThrow().write(connection);
    }

    for (String name : List.of("database.mv.db", "database.restore.sql")) {
      assertThat(Files.getPosixFilePermissions(directory.resolve(name)))
          .describedAs(name)
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
    assertThat(directory.resolve("database.restore.sql.part.making")).doesNotExist();
  }
}
