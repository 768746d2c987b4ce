package io.callboard.database.move;

import io.callboard.database.Migrations;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * The file of an embedded database.
 *
 * @param path ends in {@value #END}
 */
record EmbeddedFile(Path path) {
  private static final String END = ".mv.db";

  /** The servers' settings, except that results are read row by row instead of buffered. */
  private static final String SETTINGS =
      ";IFEXISTS=TRUE;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH"
          + ";LAZY_QUERY_EXECUTION=1";

  /** The SQLSTATE of H2's "database may be already in use". */
  private static final String IN_USE = "90020";

  /**
   * Opens the database. No server can open it until the connection is closed.
   *
   * @throws CannotMove if the file does not exist, a server uses it, or a server of this release
   *     must first start on it
   */
  Connection open(String user, String password) throws SQLException, CannotMove {
    String file = path.toAbsolutePath().normalize().toString();
    if (!file.endsWith(END) || !Files.isRegularFile(path)) {
      throw new CannotMove(
          "There is no embedded database in " + path + ": name an existing *" + END + " file");
    }
    String name = file.substring(0, file.length() - END.length());
    if (Files.exists(Path.of(name + ".restore.sql"))) {
      throw new CannotMove(
          "A migration or restore has not ended: start the server once, then stop it.");
    }
    String url = "jdbc:h2:file:" + name + SETTINGS;
    Connection connection = connect(url, user, password);
    if (!Migrations.done(dataSource(url, user, password))) {
      connection.close();
      throw new CannotMove(
          "The embedded database is of an older release: start this release's server on it once,"
              + " then stop it.");
    }
    if (!Migrations.endedInOrder(connection)) {
      connection.close();
      throw new CannotMove("The server was not stopped cleanly: start it once, then stop it.");
    }
    return connection;
  }

  private static Connection connect(String url, String user, String password) throws CannotMove {
    try {
      return DriverManager.getConnection(url, user, password);
    } catch (SQLException e) {
      throw IN_USE.equals(e.getSQLState())
          ? new CannotMove("The embedded database is in use: stop its server first", e)
          : new CannotMove("The embedded database cannot be opened", e);
    }
  }

  private static DataSource dataSource(String url, String user, String password) {
    return Flyway.configure()
        .dataSource(url, user, password)
        .load()
        .getConfiguration()
        .getDataSource();
  }
}
