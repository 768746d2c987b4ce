package io.callboard.testing;

import io.callboard.database.Migrations;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * The servers of test databases: H2 in memory, and one PostgreSQL for all tests of this process.
 * The schema is migrated once per process; each database is a copy of that one.
 */
public enum DatabaseServer {
  H2 {
    @Override
    String copyOfTemplate(String name) {
      String url = "jdbc:h2:mem:" + name + H2_SETTINGS + ";DB_CLOSE_DELAY=-1";
      execute(new UrlDataSource(url), "runscript from '" + H2Template.SCRIPT + "'");
      return url;
    }
  },
  POSTGRESQL {
    @Override
    String copyOfTemplate(String name) {
      return PostgresTemplate.copy(name);
    }
  };

  /** The settings of the product's own H2 database. */
  static final String H2_SETTINGS =
      ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;WRITE_DELAY=0";

  /**
   * Creates a copy of the migrated template.
   *
   * @return its JDBC URL
   */
  abstract String copyOfTemplate(String name);

  /** Returns a fresh database with the schema of this release. */
  public synchronized TestDatabase create() {
    String name = "t" + UUID.randomUUID().toString().replace("-", "");
    return new TestDatabase(this, copyOfTemplate(name));
  }

  private static void migrate(DataSource database) {
    try {
      Migrations.migrate(database);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void execute(DataSource database, String sql) {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The script that creates the schema, written at first use. */
  private static final class H2Template {
    static final Path SCRIPT = write();

    private static Path write() {
      UrlDataSource template = new UrlDataSource("jdbc:h2:mem:template" + H2_SETTINGS);
      try (Connection open = template.getConnection();
          Statement statement = open.createStatement()) {
        migrate(template);
        Path script = Files.createTempFile("template-", ".sql");
        script.toFile().deleteOnExit();
        statement.execute("script to '" + script + "'");
        return script;
      } catch (IOException | SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** The database that is copied for others, created at first use. */
  private static final class PostgresTemplate {
    private static final String NAME = make();

    private static String make() {
      create("template", "template1");
      migrate(new UrlDataSource(url("template")));
      return "template";
    }

    static String copy(String name) {
      create(name, NAME);
      return url(name);
    }

    private static void create(String name, String template) {
      execute(
          PostgresProcess.INSTANCE.getPostgresDatabase(),
          "create database " + name + " template " + template);
    }

    private static String url(String name) {
      return PostgresProcess.INSTANCE.getJdbcUrl("postgres", name) + "&reWriteBatchedInserts=true";
    }
  }

  /** The server process, which starts at first use and ends with this process. */
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
