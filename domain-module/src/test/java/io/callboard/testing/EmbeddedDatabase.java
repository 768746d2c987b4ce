package io.callboard.testing;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;

/** An H2 database in a file, with the product's settings. */
public final class EmbeddedDatabase {
  private EmbeddedDatabase() {}

  /** Returns a database that is created with its first connection and closed with its last one. */
  public static JdbcDataSource in(Path directory, String name) {
    JdbcDataSource database = new JdbcDataSource();
    database.setUrl("jdbc:h2:file:" + directory.resolve(name) + DatabaseServer.H2_SETTINGS);
    database.setUser("callboard");
    database.setPassword("embedded");
    return database;
  }

  /** Gives an empty database the schema of an earlier release. */
  public static void migrate(DataSource database, String version) {
    Flyway.configure()
        .dataSource(database)
        .locations("classpath:db/migration/common", "classpath:db/migration/h2")
        .target(version)
        .load()
        .migrate();
  }

  /** Runs one statement in its own transaction. */
  public static void execute(DataSource database, String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Returns the first column of a query's rows. */
  public static List<String> texts(DataSource database, String query) throws SQLException {
    try (Connection connection = database.getConnection()) {
      return texts(connection, query);
    }
  }

  /** Returns the first column of a query's rows, in the transaction of a connection. */
  public static List<String> texts(Connection connection, String query) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }
}
