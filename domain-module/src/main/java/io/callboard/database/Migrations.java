package io.callboard.database;

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
 * Migrates the schema of a database to this release, with the common scripts and those of its
 * vendor.
 *
 * <p>Idempotent: may be called from several nodes at once, and after a failure or a kill. Completed
 * scripts are skipped, and an interrupted script is repeated from its beginning. PostgreSQL runs a
 * script in one transaction; for H2 a {@link Checkpoint} replaces the transaction. The data source
 * must provide connections outside a container's transaction.
 *
 * <p>Some servers' class loaders do not list the folders of a jar. There Flyway finds a folder by
 * the empty file {@code flyway.location} in it.
 */
public final class Migrations {
  private static final System.Logger LOG = System.getLogger(Migrations.class.getName());
  private static final String SCRIPTS = "classpath:db/migration/";
  private static final String EMBEDDED = "h2";

  private Migrations() {}

  /**
   * Migrates a database.
   *
   * @throws SQLException if the database does not answer or is neither H2 nor PostgreSQL
   * @throws org.flywaydb.core.api.FlywayException if a script fails, or if scripts that already ran
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

  /**
   * Warns if the search index is missing: its script continues when the database does not permit
   * it.
   */
  private static void warnOfMissingIndex(DataSource database) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet index = statement.executeQuery("select to_regclass('media_search')")) {
      if (!index.next() || index.getString(1) == null) {
        LOG.log(
            Level.WARNING,
            "The extension pg_trgm could not be created, so text search (q) has no index and may be"
                + " too slow; see docs/performance.md for how to add it.");
      }
    }
  }

  /**
   * Marks an embedded database as shut down cleanly, so that the next start need not repair what a
   * killed process may have left.
   */
  public static void end(DataSource database) throws SQLException {
    if (vendor(database).equals(EMBEDDED)) {
      try (Connection connection = database.getConnection()) {
        DeadTransactionRepair.markShutDown(connection);
      }
    }
  }

  /**
   * Returns whether the last server of an embedded database called {@link #end}, or there was no
   * such server.
   */
  public static boolean endedInOrder(Connection embedded) throws SQLException {
    return DeadTransactionRepair.wasShutDownCleanly(embedded);
  }

  /** Returns whether all scripts of this release have run on a database. */
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
        LOG.log(Level.INFO, "The embedded database is restored from {0}", checkpoint.file());
        checkpoint.restore(connection);
      } else if (!DeadTransactionRepair.wasShutDownCleanly(connection)) {
        new DeadTransactionRepair(checkpoint).remove(database);
      }
      if (flyway.info().pending().length > 0) {
        checkpoint.write(connection);
      }
      flyway.migrate();
      checkpoint.remove();
      DeadTransactionRepair.markInUse(connection);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The checkpoint file of the embedded database could not be read or written", e);
    }
  }

  private static String vendor(DataSource database) throws SQLException {
    try (Connection connection = database.getConnection()) {
      String product = connection.getMetaData().getDatabaseProductName();
      return switch (product) {
        case "H2" -> EMBEDDED;
        case "PostgreSQL" -> "postgresql";
        default ->
            throw new SQLException("expected H2 or PostgreSQL, but the database is " + product);
      };
    }
  }
}
