package io.callboard.operations;

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
 * The embedded database as it was before it was changed as a whole, in a file beside it. An
 * operator who restores a backup puts it there.
 *
 * <p>H2 commits every statement of a script by itself: a process that is killed within a script
 * leaves a schema of which Flyway knows nothing, and which the script does not fit any more. While
 * the file is there a change has begun and not ended, and nothing else was written since.
 *
 * @param file with all rows, so to be read by its owner alone
 */
record Checkpoint(Path file) {
  private static final System.Logger LOG = System.getLogger(Checkpoint.class.getName());
  private static final String END = ".restore.sql";
  private static final Set<PosixFilePermission> OWNERS_FILE =
      PosixFilePermissions.fromString("rw-------");

  /**
   * That of a database: absent where a script runs as a whole or not at all, and where nothing
   * outlives the process.
   */
  static Optional<Checkpoint> of(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet path = statement.executeQuery("select database_path()")) {
      return path.next() && path.getString(1) != null
          ? Optional.of(new Checkpoint(Path.of(path.getString(1) + END)))
          : Optional.empty();
    }
  }

  /** Whether a change has begun and not ended. */
  boolean exists() {
    return Files.exists(file);
  }

  /** Keeps the database as it is, whole or not at all. */
  void write(Connection connection) throws SQLException, IOException {
    Path part = Path.of(file + ".part");
    write(connection, part);
    keep(part);
  }

  /**
   * Writes what a transaction sees to another file. H2 makes a script for everybody to read, so it
   * does that in a directory that only the owner can enter.
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
   * Lets the owner alone read the database itself, which H2 makes for everybody to read. A file of
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

  /** Makes what was written down the checkpoint. */
  void keep(Path draft) throws IOException {
    Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Makes the database as it was; may itself be repeated.
   *
   * @throws SQLException if the file is not whole; then nothing is changed
   */
  void restore(Connection connection) throws SQLException, IOException {
    new DatabaseScript(file).run(connection);
  }

  /** The change has ended. */
  void remove() throws IOException {
    Files.deleteIfExists(file);
  }
}
