package io.callboard.acceptance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * A stub of the providers' REST APIs. Each source has its own path, and below it the answers that
 * its test wants. All other paths are answered 404.
 */
final class PlayedApi implements AutoCloseable {
  private final int port;
  private final Map<String, Play> plays = new ConcurrentHashMap<>();
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private @Nullable HttpServer server;
  private @Nullable ExecutorService threads;

  /** Answers the requests for one path. */
  interface Play {
    void answer(HttpExchange exchange) throws IOException;
  }

  /**
   * A received call.
   *
   * @param path with the source's name, and the query decoded
   */
  record Call(String path, Map<String, List<String>> headers) {
    String header(String name) {
      return String.join(", ", headers.getOrDefault(name, List.of()));
    }
  }

  /** Reserves a free port, and does not listen yet. */
  PlayedApi() {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts to listen. */
  PlayedApi start() {
    try {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      HttpServer started = HttpServer.create(address, 0);
      threads = Executors.newCachedThreadPool();
      started.setExecutor(threads);
      started.createContext("/", this::answer);
      started.start();
      server = started;
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the address of a source's API. */
  URI url(String source) {
    return URI.create("http://127.0.0.1:" + port + "/" + source);
  }

  /** Sets the answer for a path below the source's, without the query. */
  void play(String source, String path, Play play) {
    plays.put("/" + source + path, play);
  }

  /** Sets a JSON answer; {@code headers} alternates names and values. */
  void play(String source, String path, int status, String json, String... headers) {
    play(source, path, exchange -> send(exchange, status, json, headers));
  }

  static void send(HttpExchange exchange, int status, String text, String... headers)
      throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    for (int i = 0; i < headers.length; i += 2) {
      exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
    }
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  /** Returns the calls for a source, in their order. */
  List<Call> calls(String source) {
    List<Call> found = new ArrayList<>(calls);
    found.removeIf(call -> !call.path().startsWith("/" + source + "/"));
    return found;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      calls.add(
          new Call(exchange.getRequestURI().toString(), Map.copyOf(exchange.getRequestHeaders())));
      Play play = plays.get(exchange.getRequestURI().getPath());
      if (play == null) {
        send(exchange, 404, "");
      } else {
        play.answer(exchange);
      }
    }
  }

  @Override
  public void close() {
    if (server != null) {
      server.stop(0);
    }
    if (threads != null) {
      threads.shutdownNow();
    }
  }
}
