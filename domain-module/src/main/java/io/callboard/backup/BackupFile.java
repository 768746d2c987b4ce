package io.callboard.backup;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Set;

/**
 * The backup beside an embedded database: a zip file that holds a script which makes the database
 * as it was at one moment. There is one, so that backups do not fill the disk.
 *
 * <p>H2's own {@code BACKUP} copies its file while others commit, table by table, and so may hold a
 * part of a transaction. A script holds what one transaction sees, and the highest isolation shows
 * all tables as they were when it began.
 *
 * @param path with all rows, so to be read by the owner alone
 * @see <a href="https://www.h2database.com/html/commands.html#script">SCRIPT</a>
 */
record BackupFile(Path path) {
  private static final Set<PosixFilePermission> OWNERS_DIRECTORY =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> OWNERS_FILE =
      PosixFilePermissions.fromString("rw-------");
  private static final String SCRIPT = "script nopasswords nosettings to ? compression \"ZIP\"";

  /** That of a database: absent unless it is H2 in a file. */
  static Optional<BackupFile> of(Connection connection) throws SQLException {
    if (!connection.getMetaData().getDatabaseProductName().equals("H2")) {
      return Optional.empty();
    }
    try (Statement statement = connection.createStatement();
        ResultSet path = statement.executeQuery("select database_path()")) {
      return path.next() && path.getString(1) != null
          ? Optional.of(new BackupFile(Path.of(path.getString(1) + ".backup.zip")))
          : Optional.empty();
    }
  }

  /** Writes it, whole and to the disk or not at all, and says how many bytes it has. */
  long write(Connection connection) throws SQLException, IOException {
    Path directory = Path.of(path + ".part");
    Path part = directory.resolve("script.zip");
    try {
      Files.deleteIfExists(part);
      Files.deleteIfExists(directory);
      Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(OWNERS_DIRECTORY));
      script(connection, part);
      Files.setPosixFilePermissions(part, OWNERS_FILE);
      try (FileChannel written = FileChannel.open(part, StandardOpenOption.WRITE)) {
        written.force(true);
      }
      Files.move(part, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      return Files.size(path);
    } finally {
      Files.deleteIfExists(part);
      Files.deleteIfExists(directory);
    }
  }

  /** H2 makes the file itself, for everybody to read: nobody but the owner reaches it there. */
  private static void script(Connection connection, Path file) throws SQLException {
    int isolation = connection.getTransactionIsolation();
    connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
    try (PreparedStatement statement = connection.prepareStatement(SCRIPT)) {
      statement.setString(1, file.toString());
      statement.execute();
    } finally {
      connection.setTransactionIsolation(isolation);
    }
  }
}
