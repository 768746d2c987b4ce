package io.callboard.benchmark;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ledger from Callboard's REST API, summed over all sources. */
final class Accounts {
  static final String PASSWORD = "benchmark-administrator";

  private static final List<String> SETTLED =
      List.of("applied", "duplicate", "ignored", "held", "pending", "failed", "parked");
  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final HttpClient client;
  private final HttpRequest request;

  Accounts(HttpClient client, URI callboard) {
    this.client = client;
    String login = "admin:" + PASSWORD;
    this.request =
        HttpRequest.newBuilder(callboard.resolve("api/v1/ledger"))
            .timeout(Duration.ofSeconds(30))
            .header(
                "Authorization",
                "Basic "
                    + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)))
            .build();
  }

  /**
   * The sums of all sources.
   *
   * @param applied events that changed a record or requested a fetch; duplicates, superseded and
   *     unusable events do not count
   */
  record Balance(long accepted, long settled, long applied, long missing) {
    long backlog() {
      return accepted - settled;
    }
  }

  Balance read() throws IOException, InterruptedException {
    HttpResponse<String> response =
        client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    if (response.statusCode() != 200) {
      throw new IOException("the ledger answered " + response.statusCode());
    }
    String lines = response.body();
    long applied = sum(lines, "applied") + sum(lines, "pending");
    return new Balance(
        sum(lines, "accepted"),
        SETTLED.stream().mapToLong(state -> sum(lines, state)).sum(),
        applied,
        sum(lines, "missing"));
  }

  /**
   * Waits until all accepted events are settled. A request costs the server some milliseconds, so
   * the first repetition comes no earlier than the backlog can be settled.
   */
  Balance awaitSettled() throws IOException, InterruptedException {
    long limit = System.nanoTime() + LIMIT.toNanos();
    Balance balance = read();
    while (balance.backlog() > 0) {
      if (System.nanoTime() - limit > 0) {
        throw new IOException(balance.backlog() + " events are still not settled");
      }
      Thread.sleep(PAUSE.plusMillis(1_000 * balance.backlog() / Measurement.FASTEST));
      balance = read();
    }
    return balance;
  }

  private static long sum(String lines, String name) {
    Matcher figures = Pattern.compile('"' + name + "\":(\\d+)").matcher(lines);
    return figures.results().mapToLong(figure -> Long.parseLong(figure.group(1))).sum();
  }
}
