package io.callboard.benchmark;

import io.callboard.server.ServerSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The database of a server under measurement. */
sealed interface Database extends AutoCloseable {

  /** Returns the settings with this database. */
  ServerSettings of(ServerSettings settings);

  String title();

  /** Returns the database's own processes; an embedded one has none. */
  default List<ProcessHandle> processes() throws IOException {
    return List.of();
  }

  @Override
  default void close() throws IOException {}

  /** The server's embedded database. */
  record Embedded() implements Database {
    @Override
    public ServerSettings of(ServerSettings settings) {
      return settings;
    }

    @Override
    public String title() {
      return "H2, embedded";
    }
  }

  /** A separate PostgreSQL with durable settings. */
  record Postgres(EmbeddedPostgres server, Path directory) implements Database {
    private static final String PEER = "peer";

    private static final Map<String, String> CONFIGURATION =
        Map.of(
            "fsync", "on",
            "synchronous_commit", "on",
            "full_page_writes", "on",
            "shared_buffers", "512MB",
            "max_wal_size", "4GB");

    static Postgres start(Path directory) throws IOException {
      EmbeddedPostgres.Builder builder =
          EmbeddedPostgres.builder().setDataDirectory(directory).setCleanDataDirectory(true);
      CONFIGURATION.forEach(builder::setServerConfig);
      EmbeddedPostgres server = builder.start();
      createDatabase(server);
      return new Postgres(server, directory);
    }

    private static void createDatabase(EmbeddedPostgres server) throws IOException {
      try (Connection connection = server.getPostgresDatabase().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("create database " + PEER);
      } catch (SQLException e) {
        throw new IOException(e);
      }
    }

    @Override
    public ServerSettings of(ServerSettings settings) {
      return settings.withDatabase(
          server.getJdbcUrl("postgres", "postgres"), "postgres", "postgres");
    }

    /** Returns the address of another database on this PostgreSQL, for the peer. */
    String urlOfPeer() {
      return server.getJdbcUrl("postgres", PEER);
    }

    @Override
    public String title() {
      return "PostgreSQL, fsync on, on the same machine";
    }

    /**
     * Returns the postmaster and its descendants. The postmaster is found through its pid file,
     * because it is not a child of this process.
     */
    @Override
    public List<ProcessHandle> processes() throws IOException {
      String first = Files.readAllLines(directory.resolve("postmaster.pid")).getFirst();
      ProcessHandle postmaster = ProcessHandle.of(Long.parseLong(first)).orElseThrow();
      return Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
    }

    @Override
    public void close() throws IOException {
      server.close();
    }
  }
}
