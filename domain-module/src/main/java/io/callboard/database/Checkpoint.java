package io.callboard.database;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Set;

/**
 * A file next to the embedded database that holds its content from before a change of the whole
 * database. An operator who restores a backup puts the backup in this place.
 *
 * <p>H2 commits every statement of a script separately. A process that is killed during a script
 * leaves a schema that Flyway does not know, and on which the script cannot run again. While the
 * file exists, a change has begun and not ended, and nothing else was written since.
 *
 * @param file the file; it has all rows, so only its owner may read it
 */
record Checkpoint(Path file) {
  private static final System.Logger LOG = System.getLogger(Checkpoint.class.getName());
  private static final String END = ".restore.sql";
  private static final Set<PosixFilePermission> OWNERS_FILE =
      PosixFilePermissions.fromString("rw-------");

  /**
   * Returns the checkpoint of an embedded database; empty for one in memory, which ends with the
   * process.
   */
  static Optional<Checkpoint> of(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet path = statement.executeQuery("select database_path()")) {
      return path.next() && path.getString(1) != null
          ? Optional.of(new Checkpoint(Path.of(path.getString(1) + END)))
          : Optional.empty();
    }
  }

  /** Returns whether a change has begun and not ended. */
  boolean exists() {
    return Files.exists(file);
  }

  /** Saves the database as it is, completely or not at all. */
  void write(Connection connection) throws SQLException, IOException {
    Path part = Path.of(file + ".part");
    write(connection, part);
    keep(part);
  }

  /**
   * Writes what a transaction sees to another file. H2 creates scripts that everybody can read, so
   * this one is created in a directory that only the owner can enter.
   */
  void write(Connection connection, Path draft) throws SQLException, IOException {
    Path directory = Path.of(draft + ".making");
    Path script = directory.resolve("script.sql");
    remove(script, directory);
    Files.createDirectory(
        directory,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    try {
      new DatabaseScript(script).write(connection);
      Files.setPosixFilePermissions(script, OWNERS_FILE);
      Files.move(
          script, draft, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      remove(script, directory);
    }
  }

  private static void remove(Path script, Path directory) throws IOException {
    Files.deleteIfExists(script);
    Files.deleteIfExists(directory);
  }

  /**
   * Lets only the owner read the database file, which H2 creates readable for everybody. A file of
   * another owner stays as it is, with a warning.
   */
  void protectDatabase() {
    Path database = Path.of(file.toString().replace(END, ".mv.db"));
    try {
      if (Files.exists(database)) {
        Files.setPosixFilePermissions(database, OWNERS_FILE);
      }
    } catch (IOException | UnsupportedOperationException e) {
      LOG.log(Level.WARNING, "Other users may be able to read {0}: {1}", database, e.toString());
    }
  }

  /** Makes a written file the checkpoint. */
  void keep(Path draft) throws IOException {
    Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Restores the database; may be repeated.
   *
   * @throws SQLException if the file is incomplete; then nothing is changed
   */
  void restore(Connection connection) throws SQLException, IOException {
    new DatabaseScript(file).run(connection);
  }

  /** Removes the checkpoint when the change has ended. */
  void remove() throws IOException {
    Files.deleteIfExists(file);
  }
}
