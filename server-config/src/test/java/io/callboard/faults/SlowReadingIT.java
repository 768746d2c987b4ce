package io.callboard.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Readers wait for a table that another session has locked, as they would for a slow search. */
@Tag("own-server")
class SlowReadingIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int READERS = 40;
  private static final int EVENTS = 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void takesNothingFromSettlementAndEndsInTime(
      @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path directory) throws SQLException {
    try (Postgres database = Postgres.start(directory);
        Server server = Server.in(directory).on(database);
        Connection lock = database.connect();
        Connection reader = database.connect()) {
      server.start();
      List<Sender> senders = Sender.ofAllProviders(200_000);
      Sender mediastream = senders.get(2);
      Sender waymark = senders.get(4);
      sent(server, mediastream, 1);
      Server.await(() -> settled(reader), count -> count == 1, PATIENCE);
      Server.await(() -> server.status("media"), status -> status == 200, PATIENCE);
      lock.setAutoCommit(false);

      lock(lock, "media");
      List<CompletableFuture<HttpResponse<String>>> searches =
          Stream.generate(() -> server.getLater("media?q=nowhere")).limit(READERS).toList();
      sent(server, waymark, EVENTS);
      Server.await(() -> settled(reader), count -> count == 1 + EVENTS, PATIENCE);

      List<HttpResponse<String>> answers = searches.stream().map(CompletableFuture::join).toList();
      assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(503);
      assertThat(answers).extracting(HttpResponse::body).anyMatch(text -> text.contains("narrow"));
      lock.rollback();
      assertThat(server.get("media?q=nowhere").path("items")).isEmpty();

      lock(lock, "record_change");
      assertThat(isWhole(server.getLater("exports/media/mediastream/1001"))).isFalse();
      lock.rollback();
      assertThat(isWhole(server.getLater("exports/media/mediastream/1001"))).isTrue();
    }
  }

  private static void sent(Server server, Sender sender, int events) {
    for (int i = 0; i < events; i++) {
      assertThat(server.send(sender).statusCode()).isEqualTo(200);
    }
  }

  private static void lock(Connection connection, String table) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("lock table " + table + " in access exclusive mode");
    }
  }

  /** Counts the settled events in the database, because the REST API is busy with other readers. */
  private static long settled(Connection connection) {
    try (Statement statement = connection.createStatement();
        var row = statement.executeQuery("select count(*) from event")) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns whether the connection ended properly, after valid JSON. */
  private static boolean isWhole(CompletableFuture<HttpResponse<String>> export) {
    return export.handle((answer, broken) -> broken == null && isJson(answer.body())).join();
  }

  private static boolean isJson(String text) {
    try {
      return !JSON.readTree(text).path("events").isMissingNode();
    } catch (JsonProcessingException e) {
      return false;
    }
  }
}
