package io.callboard.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.callboard.server.Product.Console;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The announcement of a run, with a server whose answers each test sets. */
class StartupSummaryTest {
  private final AddressProbe probe = new AddressProbe();
  private final StartupSummary block = new StartupSummary(probe);
  private HttpServer server;
  private URI root;

  @BeforeEach
  void open() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
    root = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/callboard/");
  }

  @AfterEach
  void close() {
    server.stop(0);
    probe.close();
  }

  @Test
  void namesTheRootWhereItLeadsSomewhere() {
    answer(Map.of("/callboard/", 303, "/callboard/api/", 200));

    assertThat(block.addresses(root, silent())).containsExactly(root);
    assertThat(block.toString())
        .contains("  Application   " + root + "\n", "  API           " + root + "api/\n")
        .doesNotContain("self-signed");
  }

  @Test
  void namesNoAddressThatRefuses() {
    answer(Map.of("/callboard/", 403, "/callboard/api/", 200));

    block.addresses(root, silent());

    assertThat(block.toString())
        .contains("  Application   " + root + "api/\n")
        .doesNotContain(root + "\n");
  }

  @Test
  void saysThatThisMachineIsNotAnswered() {
    answer(Map.of("/callboard/", 404, "/callboard/api/", 404));

    assertThat(block.addresses(root, silent())).isEmpty();
    assertThat(block.toString())
        .contains("not reachable from this machine: " + root + "api/ answers 404")
        .doesNotContain("  API");
  }

  @Test
  void namesTheConsoleWithItsOwnPasswordAndOnlyIfItAnswers() {
    answer(Map.of("/console", 200));

    block.console(new Console(server.getAddress().getPort(), Path.of("/data/console-password")));
    block.console(new Console(1, Path.of("/data/no-console")));

    assertThat(block.toString())
        .contains(
            "password differs from Callboard's", "admin, the password in /data/console-password")
        .doesNotContain("no-console");
  }

  @Test
  void namesTheSourcesInForceAndThoseWithADemonstrationSecret() {
    block.sources(Optional.of(List.of("filmmakers", "mine")), List.of("filmmakers", "waymark"));

    assertThat(block.toString())
        .contains("  Sources       filmmakers, mine\n")
        .contains("filmmakers with demonstration secrets, which are public")
        .doesNotContain("waymark");
  }

  @Test
  void saysThatNothingIsTakenInWithoutSources() {
    block.sources(Optional.of(List.of()), List.of());

    assertThat(block.toString()).contains("  Sources       none: no events are accepted");
  }

  private void answer(Map<String, Integer> statuses) {
    statuses.forEach(
        (path, status) ->
            server.createContext(
                path,
                exchange -> {
                  boolean exact = exchange.getRequestURI().getPath().equals(path);
                  exchange.getResponseHeaders().set("Location", "/callboard/api/");
                  exchange.sendResponseHeaders(exact ? status : 404, -1);
                  exchange.close();
                }));
  }

  /** Returns an address on which nothing listens. */
  private static URI silent() {
    return URI.create("https://127.0.0.1:1/callboard/");
  }
}
