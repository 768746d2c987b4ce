package io.callboard.database.backup;

import io.callboard.database.DatabaseScript;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The backup file next to an embedded database: a zip file with a script that recreates the
 * database as of one moment. There is only one, so that backups do not fill the disk.
 *
 * <p>H2's own {@code BACKUP} copies its file table by table while others commit, and so may hold
 * part of a transaction. A script holds what one transaction sees. At the highest isolation level
 * that is every table as of the transaction's beginning.
 *
 * @param path of the zip file; only its owner may read it, because it holds all rows
 */
record BackupFile(Path path) {
  private static final Set<PosixFilePermission> OWNERS_DIRECTORY =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> OWNERS_FILE =
      PosixFilePermissions.fromString("rw-------");
  private static final String SCRIPT = "script.sql";
  private static final String ZIP = "script.zip";

  /** Returns the backup file of a database; empty unless that is H2 in a file. */
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

  /**
   * Writes the backup to the disk, replaces the previous one atomically, and returns the size in
   * bytes.
   */
  long write(Connection connection) throws SQLException, IOException {
    Path directory = Path.of(path + ".part");
    remove(directory);
    Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(OWNERS_DIRECTORY));
    try {
      DatabaseScript script = new DatabaseScript(directory.resolve(SCRIPT));
      write(script, connection);
      Path zip = directory.resolve(ZIP);
      pack(script, Files.createFile(zip, PosixFilePermissions.asFileAttribute(OWNERS_FILE)));
      Files.move(zip, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      return Files.size(path);
    } finally {
      remove(directory);
    }
  }

  private static void remove(Path directory) throws IOException {
    Files.deleteIfExists(directory.resolve(SCRIPT));
    Files.deleteIfExists(directory.resolve(ZIP));
    Files.deleteIfExists(directory);
  }

  /**
   * Writes the script. H2 creates its file readable by everyone, but only the owner can enter its
   * directory.
   */
  @SuppressWarnings("try")
  private static void write(DatabaseScript script, Connection connection)
      throws SQLException, IOException {
    int isolation = connection.getTransactionIsolation();
    connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
    try (Restoring again = () -> connection.setTransactionIsolation(isolation)) {
      script.write(connection);
    }
  }

  /** Restores the isolation level. As a resource, it does not hide an earlier failure. */
  private interface Restoring extends AutoCloseable {
    @Override
    void close() throws SQLException;
  }

  private static void pack(DatabaseScript script, Path zip) throws IOException {
    try (FileChannel file = FileChannel.open(zip, StandardOpenOption.WRITE);
        ZipOutputStream packed = new ZipOutputStream(Channels.newOutputStream(file))) {
      packed.putNextEntry(new ZipEntry(SCRIPT));
      Files.copy(script.file(), packed);
      packed.finish();
      file.force(true);
    }
  }
}
