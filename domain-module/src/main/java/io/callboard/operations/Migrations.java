package io.callboard.operations;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * Brings the schema of a database to this release: the common scripts and those of its vendor.
 *
 * <p>May be called again, from several nodes at once, and after a failure: what is done already is
 * left alone. The data source must give connections outside a container's transaction.
 *
 * <p>Not every server's class loader knows folders of a jar: where it does not, Flyway finds a
 * folder by the empty file {@code flyway.location} in it.
 */
public final class Migrations {
  private static final String SCRIPTS = "classpath:db/migration/";

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
    Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(database)
        .locations(SCRIPTS + "common", SCRIPTS + vendor)
        .failOnMissingLocations(true)
        .load()
        .migrate();
  }

  private static String vendor(DataSource database) throws SQLException {
    try (Connection connection = database.getConnection()) {
      String product = connection.getMetaData().getDatabaseProductName();
      return switch (product) {
        case "H2", "PostgreSQL" -> product.toLowerCase(Locale.ROOT);
        default -> throw new SQLException("Callboard needs H2 or PostgreSQL, not " + product);
      };
    }
  }
}
