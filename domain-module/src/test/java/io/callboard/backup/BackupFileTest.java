package io.callboard.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callboard.testing.DatabaseServer;
import io.callboard.testing.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupFileTest {
  private static final int PAIRS = 200;

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

  private void restore(Path backup, String name) throws IOException {
    try (ZipFile zip = new ZipFile(backup.toFile());
        InputStream database = zip.getInputStream(zip.getEntry("database.mv.db"))) {
      Files.copy(database, directory.resolve(name + ".mv.db"));
    }
  }

  private static BackupFile of(Connection connection) throws SQLException {
    return BackupFile.of(connection).orElseThrow();
  }

  /** Every transaction writes two rows; committed counts them once the commit has returned. */
  private void writeUntil(AtomicBoolean end, AtomicInteger committed) {
    try (Connection connection = open("database");
        PreparedStatement insert = connection.prepareStatement("insert into pair values (?, ?)")) {
      connection.setAutoCommit(false);
      while (!end.get()) {
        int number = committed.get();
        for (int half = 0; half < 2; half++) {
          insert.setInt(1, number);
          insert.setBytes(2, new byte[2_000]);
          insert.execute();
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
  void holdsWhatWasCommittedBeforeAndNoHalfTransaction() throws Exception {
    AtomicBoolean end = new AtomicBoolean();
    AtomicInteger committed = new AtomicInteger();
    try (Connection connection = open("database")) {
      execute(connection, "create table pair (number integer, bytes bytea)");
      var writer = CompletableFuture.runAsync(() -> writeUntil(end, committed));
      for (int round = 0; round < 3; round++) {
        int enough = (round + 1) * PAIRS;
        while (committed.get() < enough) {
          Thread.sleep(5);
        }
        int before = committed.get();
        of(connection).write(connection);
        restore(of(connection).path(), "restored" + round);
        try (Connection restored = open("restored" + round)) {
          assertThat(number(restored, "select count(distinct number) from pair"))
              .isGreaterThanOrEqualTo(before);
          assertThat(
                  number(
                      restored,
                      "select count(*) from (select number from pair group by number having"
                          + " count(*) <> 2) halves"))
              .isZero();
        }
      }
      end.set(true);
      writer.join();
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
