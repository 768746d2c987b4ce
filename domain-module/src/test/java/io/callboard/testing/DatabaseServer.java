package io.callboard.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

/**
 * Where test databases are made: H2 in memory, and one PostgreSQL for all tests of this process.
 */
public enum DatabaseServer {
  H2 {
    @Override
    String createDatabase(String name) {
      return "jdbc:h2:mem:" + name + H2_SETTINGS + ";DB_CLOSE_DELAY=-1";
    }
  },
  POSTGRESQL {
    @Override
    String createDatabase(String name) {
      try (Connection connection = PostgresProcess.INSTANCE.getPostgresDatabase().getConnection();
          var statement = connection.createStatement()) {
        statement.execute("create database " + name);
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
      return PostgresProcess.INSTANCE.getJdbcUrl("postgres", name) + "&reWriteBatchedInserts=true";
    }
  };

  /** What the product's own H2 database is opened with. */
  static final String H2_SETTINGS =
      ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;WRITE_DELAY=0";

  abstract String createDatabase(String name);

  /** A fresh database with the schema of this release. */
  public TestDatabase create() {
    String name = "t" + UUID.randomUUID().toString().replace("-", "");
    return TestDatabase.migrated(this, createDatabase(name));
  }

  /** Starts at first use and ends with the process. */
  private static final class PostgresProcess {
    static final EmbeddedPostgres INSTANCE = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
