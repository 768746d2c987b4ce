package io.callboard.database;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * A description of the database: product, version and address, without the address's parameters.
 */
public final class DatabaseDescription {
  private DatabaseDescription() {}

  /**
   * Describes a database, such as {@code PostgreSQL 18.4 at jdbc:postgresql://db/callboard}.
   *
   * @throws SQLException if the database does not answer
   */
  public static String of(DataSource database) throws SQLException {
    try (Connection connection = database.getConnection()) {
      DatabaseMetaData data = connection.getMetaData();
      return "%s %s at %s"
          .formatted(
              data.getDatabaseProductName(), version(data), withoutParameters(data.getURL()));
    }
  }

  /** Returns the version up to the first space: H2 adds a date, and PostgreSQL a distribution. */
  private static String version(DatabaseMetaData data) throws SQLException {
    return data.getDatabaseProductVersion().split(" ", 2)[0];
  }

  /** Removes the parameters, which may include a password. */
  private static String withoutParameters(String address) {
    return address.split("[?;]", 2)[0];
  }
}
