package io.callboard.database.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callboard.testing.DatabaseServer;
import io.callboard.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupFileTest {
  private static final int TABLES = 8;
  private static final int WRITERS = 4;
  private static final int ENOUGH = 1_000;

  @TempDir private Path directory;

  private Connection open(String name) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:h2:file:" + directory.resolve(name) + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE");
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static int number(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getInt(1);
    }
  }

  private static void restore(Path backup, Connection into) throws SQLException {
    execute(into, "runscript from '" + backup + "' compression \"ZIP\"");
  }

  private static BackupFile of(Connection connection) throws SQLException {
    return BackupFile.of(connection).orElseThrow();
  }

  /**
   * Commits transactions that each insert one row into every table, and counts the finished
   * commits.
   */
  private void writeUntil(AtomicBoolean end, AtomicInteger committed) {
    try (Connection connection = open("database")) {
      connection.setAutoCommit(false);
      while (!end.get()) {
        UUID id = UUID.randomUUID();
        for (int table = 0; table < TABLES; table++) {
          execute(connection, "insert into part" + table + " values ('" + id + "')");
        }
        connection.commit();
        committed.incrementAndGet();
        Thread.sleep(1);
      }
    } catch (SQLException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void holdsWhatWasCommittedBeforeAndNoPartOfATransaction() throws Exception {
    AtomicBoolean end = new AtomicBoolean();
    AtomicInteger committed = new AtomicInteger();
    try (Connection connection = open("database")) {
      for (int table = 0; table < TABLES; table++) {
        execute(connection, "create table part" + table + " (id uuid primary key)");
      }
      List<CompletableFuture<Void>> writers =
          Stream.generate(() -> CompletableFuture.runAsync(() -> writeUntil(end, committed)))
              .limit(WRITERS)
              .toList();
      for (int round = 0; round < 3; round++) {
        int enough = committed.get() + ENOUGH;
        while (committed.get() < enough) {
          assertThat(writers).noneMatch(CompletableFuture::isDone);
          Thread.sleep(5);
        }
        int before = committed.get();
        of(connection).write(connection);
        try (Connection restored = open("restored" + round)) {
          restore(of(connection).path(), restored);
          int rows = number(restored, "select count(*) from part0");
          assertThat(rows).isGreaterThanOrEqualTo(before);
          for (int table = 1; table < TABLES; table++) {
            assertThat(
                    number(
                        restored, "select count(*) from part0 join part" + table + " using (id)"))
                .isEqualTo(number(restored, "select count(*) from part" + table))
                .isEqualTo(rows);
          }
        }
      }
      assertThat(connection.getTransactionIsolation())
          .isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
      end.set(true);
      writers.forEach(CompletableFuture::join);
    } finally {
      end.set(true);
    }
  }

  @Test
  void takesThePlaceOfTheOneBeforeAndIsForTheOwnerAlone() throws Exception {
    try (Connection connection = open("database")) {
      BackupFile file = of(connection);
      file.write(connection);
      long bytes = file.write(connection);

      assertThat(file.path())
          .isEqualTo(directory.toRealPath().resolve("database.backup.zip"))
          .hasSize(bytes);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
          .isEqualTo("rw-------");
      try (var files = Files.list(directory)) {
        assertThat(files).noneMatch(it -> it.toString().endsWith(".part"));
      }
    }
  }

  @Test
  void leavesTheOneBeforeWhenItCannotBeWritten() throws Exception {
    try (Connection connection = open("database")) {
      Files.createDirectories(directory.resolve("taken/by-a-directory"));
      BackupFile file = new BackupFile(directory.resolve("taken"));

      assertThatThrownBy(() -> file.write(connection)).isInstanceOf(IOException.class);
      assertThat(directory.resolve("taken/by-a-directory")).exists();
      assertThat(directory.resolve("taken.part")).doesNotExist();
    }
  }

  @Test
  void thereIsNoneOfPostgresqlAndOfMemory() throws Exception {
    for (DatabaseServer server : DatabaseServer.values()) {
      try (TestDatabase database = server.create();
          Connection connection = database.dataSource().getConnection()) {
        assertThat(BackupFile.of(connection)).isEmpty();
      }
    }
  }
}
