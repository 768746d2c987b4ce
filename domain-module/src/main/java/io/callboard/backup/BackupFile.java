package io.callboard.backup;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * The backup beside an embedded database: a zip file that holds the database's file as it was at
 * one moment. There is one, so that backups do not fill the disk.
 *
 * @param path with all rows, so to be read by the owner alone
 * @see <a href="https://www.h2database.com/html/commands.html#backup">BACKUP</a>
 */
record BackupFile(Path path) {

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
    Path part = Path.of(path + ".part");
    try {
      Files.deleteIfExists(part);
      Files.createFile(
          part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      try (PreparedStatement statement = connection.prepareStatement("backup to ?")) {
        statement.setString(1, part.toString());
        statement.execute();
      }
      try (FileChannel written = FileChannel.open(part, StandardOpenOption.WRITE)) {
        written.force(true);
      }
      Files.move(part, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      return Files.size(path);
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
