package io.callboard.benchmark;

import io.callboard.server.ServerSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** The database of a server under measurement. */
sealed interface Database extends AutoCloseable {

  /** The settings with this database. */
  ServerSettings of(ServerSettings settings);

  String title();

  @Override
  default void close() throws IOException {}

  /** The server's own. */
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

  /** A PostgreSQL of its own that keeps every promise about the disk. */
  record Postgres(EmbeddedPostgres process) implements Database {
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
      return new Postgres(builder.start());
    }

    @Override
    public ServerSettings of(ServerSettings settings) {
      return settings.withDatabase(
          process.getJdbcUrl("postgres", "postgres"), "postgres", "postgres");
    }

    @Override
    public String title() {
      return "PostgreSQL, fsync on, on the same machine";
    }

    @Override
    public void close() throws IOException {
      process.close();
    }
  }
}
