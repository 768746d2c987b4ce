package io.callboard.faults;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

/** A PostgreSQL that can be stopped without notice and started again on its data. */
final class Postgres implements AutoCloseable {
  private final Path data;
  private final int port;
  private EmbeddedPostgres process;

  private Postgres(Path data, int port) {
    this.data = data;
    this.port = port;
    this.process = launch();
  }

  static Postgres start(Path directory) {
    return new Postgres(directory.resolve("postgres"), freePort());
  }

  private static int freePort() {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  /** Opens a separate connection. */
  Connection connect() throws SQLException {
    return DriverManager.getConnection(url(), "postgres", "postgres");
  }

  /**
   * Stops the server as {@code pg_ctl stop -m immediate} does: without a checkpoint and without
   * closing connections properly.
   */
  void stopAtOnce() {
    try {
      long pid = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).getFirst());
      new ProcessBuilder("kill", "-QUIT", Long.toString(pid)).inheritIO().start().waitFor();
      ProcessHandle.of(pid).ifPresent(it -> it.onExit().orTimeout(20, TimeUnit.SECONDS).join());
      process.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  void startAgain() {
    process = launch();
  }

  /**
   * Starts the server with durable commits. By default the library commits without waiting for the
   * disk, which would lose settled events.
   */
  private EmbeddedPostgres launch() {
    try {
      return EmbeddedPostgres.builder()
          .setServerConfig("synchronous_commit", "on")
          .setServerConfig("fsync", "on")
          .setDataDirectory(data)
          .setCleanDataDirectory(false)
          .setPort(port)
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      process.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
