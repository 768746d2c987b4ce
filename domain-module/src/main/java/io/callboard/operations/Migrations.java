package io.callboard.operations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * Brings the schema of a database to this release: the common scripts and those of its vendor.
 *
 * <p>May be called again, from several nodes at once, and after a failure or a kill: what is done
 * already is left alone, what was begun is done again from where it began. PostgreSQL runs a script
 * in one transaction; for H2 a {@link Checkpoint} stands in for it. The data source must give
 * connections outside a container's transaction.
 *
 * <p>Not every server's class loader knows folders of a jar: where it does not, Flyway finds a
 * folder by the empty file {@code flyway.location} in it.
 */
public final class Migrations {
  private static final System.Logger LOG = System.getLogger(Migrations.class.getName());
  private static final String SCRIPTS = "classpath:db/migration/";
  private static final String EMBEDDED = "h2";

  private Migrations() {}

  /**
   * Migrates.
   *
   * @throws SQLException if the database is not there or is neither H2 nor PostgreSQL
   * @throws org.flywaydb.core.api.FlywayException if a script fails, or scripts that ran before
   *     have changed
   */
  public static void migrate(DataSource database) throws SQLException {
    String vendor = vendor(database);
    Flyway flyway = flyway(database, vendor);
    if (vendor.equals(EMBEDDED)) {
      migrateEmbedded(database, flyway);
    } else {
      flyway.migrate();
      warnOfMissingIndex(database);
    }
  }

  /** The script that makes the index goes on where the database does not let it. */
  private static void warnOfMissingIndex(DataSource database) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet index = statement.executeQuery("select to_regclass('media_search')")) {
      if (!index.next() || index.getString(1) == null) {
        LOG.log(
            Level.WARNING,
            "The extension pg_trgm could not be created, so text search (q) has no index and may be"
                + " too slow: docs/performance.md says how to add it.");
      }
    }
  }

  /**
   * Says that nothing is under way any more: the next start need not look for what a killed process
   * left behind in an embedded database.
   */
  public static void end(DataSource database) throws SQLException {
    if (vendor(database).equals(EMBEDDED)) {
      try (Connection connection = database.getConnection()) {
        Leftovers.exclude(connection);
      }
    }
  }

  /** Whether an embedded database's last server called {@link #end}, or there was none. */
  public static boolean endedInOrder(Connection embedded) throws SQLException {
    return Leftovers.areExcluded(embedded);
  }

  /** Whether a database has all that this release's scripts make. */
  public static boolean done(DataSource database) throws SQLException {
    return flyway(database, vendor(database)).info().pending().length == 0;
  }

  private static Flyway flyway(DataSource database, String vendor) {
    return Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(database)
        .locations(SCRIPTS + "common", SCRIPTS + vendor)
        .failOnMissingLocations(true)
        .load();
  }

  private static void migrateEmbedded(DataSource database, Flyway flyway) throws SQLException {
    try (Connection connection = database.getConnection()) {
      Optional<Checkpoint> file = Checkpoint.of(connection);
      if (file.isEmpty()) {
        flyway.migrate();
        return;
      }
      Checkpoint checkpoint = file.get();
      checkpoint.protectDatabase();
      if (checkpoint.exists()) {
        LOG.log(Level.INFO, "The embedded database is made anew from {0}", checkpoint.file());
        checkpoint.restore(connection);
      } else if (!Leftovers.areExcluded(connection)) {
        new Leftovers(checkpoint).remove(database);
      }
      if (flyway.info().pending().length > 0) {
        checkpoint.write(connection);
      }
      flyway.migrate();
      checkpoint.remove();
      Leftovers.mayCome(connection);
    } catch (IOException e) {
      throw new UncheckedIOException("The database's checkpoint cannot be kept", e);
    }
  }

  private static String vendor(DataSource database) throws SQLException {
    try (Connection connection = database.getConnection()) {
      String product = connection.getMetaData().getDatabaseProductName();
      return switch (product) {
        case "H2" -> EMBEDDED;
        case "PostgreSQL" -> "postgresql";
        default -> throw new SQLException("Callboard needs H2 or PostgreSQL, not " + product);
      };
    }
  }
}
