package io.callboard.faults;

import io.callboard.testing.SignedRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * Providers that send one event after the other and record the acknowledged ids. Each event is
 * retried until it is acknowledged.
 */
final class Load implements AutoCloseable {
  private static final Duration PACE = Duration.ofMillis(15);

  private final UnaryOperator<String> hooks;
  private final List<Sender> senders;
  private final List<Thread> threads = new ArrayList<>();
  private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
  private final AtomicInteger refused = new AtomicInteger();
  private volatile boolean stopped;

  /**
   * @param hooks returns a source's hook, as text
   */
  Load(UnaryOperator<String> hooks, List<Sender> senders) {
    this.hooks = hooks;
    this.senders = senders;
  }

  void start() {
    for (Sender sender : senders) {
      threads.add(
          Thread.ofPlatform().name("sender of " + sender.source()).start(() -> send(sender)));
    }
  }

  /** Stops sending, and waits until each sender's last event is acknowledged. */
  @Override
  public void close() {
    stopped = true;
    try {
      for (Thread thread : threads) {
        if (!thread.join(Duration.ofMinutes(2))) {
          throw new AssertionError(thread.getName() + " waits for an acknowledgement");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Resends all events, as if none had been acknowledged. */
  void sendAllAgain() {
    try (HttpClient http = HttpClient.newHttpClient()) {
      for (Sender sender : senders) {
        for (int event = 1; event <= sender.sent(); event++) {
          deliver(http, sender.source(), sender.event(event));
        }
      }
    }
  }

  /** Returns the number of different events that were sent. */
  int sent() {
    return senders.stream().mapToInt(Sender::sent).sum();
  }

  /** Returns the acknowledged ids. */
  List<String> acknowledged() {
    return List.copyOf(acknowledged);
  }

  /** Returns how often a running server answered with a status other than 200. */
  int refused() {
    return refused.get();
  }

  private void send(Sender sender) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      while (!stopped) {
        deliver(http, sender.source(), sender.next());
        Server.pause(PACE);
      }
    }
  }

  private void deliver(HttpClient http, String source, SignedRequest request) {
    while (!acknowledged(http, source, request)) {
      Server.pause(Duration.ofMillis(100));
    }
  }

  private boolean acknowledged(HttpClient http, String source, SignedRequest request) {
    HttpRequest.Builder post =
        HttpRequest.newBuilder(URI.create(hooks.apply(source)))
            .version(HttpClient.Version.HTTP_1_1)
            .timeout(Duration.ofSeconds(20))
            .header("Content-Type", request.contentType())
            .POST(BodyPublishers.ofByteArray(request.body()));
    request.headers().forEach(post::header);
    try {
      HttpResponse<String> answer = http.send(post.build(), BodyHandlers.ofString());
      if (answer.statusCode() == 200) {
        acknowledged.add(Server.parsed(answer.body()).path("event").asText());
        return true;
      }
      refused.incrementAndGet();
      return false;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
