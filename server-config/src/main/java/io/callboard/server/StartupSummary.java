package io.callboard.server;

import io.callboard.server.Product.Console;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The block printed when a start is complete: addresses that answer, the database, the sources in
 * force and how to sign in.
 */
final class StartupSummary {

  private final StringBuilder text = new StringBuilder();
  private final AddressProbe probe;

  /**
   * Begins a block.
   *
   * @param probe requests the addresses
   */
  StartupSummary(AddressProbe probe) {
    this.probe = probe;
    text.append("%nCallboard is ready%n".formatted());
  }

  /**
   * Lists the addresses of the application and the API, over HTTP and over HTTPS.
   *
   * @return the addresses of the context root under which the API is reachable
   */
  List<URI> addresses(URI plain, URI secure) {
    List<URI> reached = new ArrayList<>();
    List<String> application = new ArrayList<>();
    List<String> api = new ArrayList<>();
    for (URI base : List.of(plain, secure)) {
      String remark = base.equals(secure) ? " (self-signed certificate)" : "";
      probe.firstOf(base, pages(base)).ifPresent(it -> application.add(it + remark));
      probe
          .firstOf(pages(base))
          .ifPresent(
              it -> {
                reached.add(base);
                api.add(it + remark);
              });
    }
    if (application.isEmpty()) {
      application.add(
          "not reachable from this machine: %s answers %d"
              .formatted(pages(plain), probe.ask(pages(plain)).status()));
    }
    item("Application", application);
    item("API", api);
    return reached;
  }

  /** Returns the address of the API's documentation. */
  private static URI pages(URI base) {
    return base.resolve("api/");
  }

  /** Adds the database. */
  void database(String database) {
    item("Database", List.of(database));
  }

  /** Adds the database that cannot be used, and the reason. */
  void outage(String trouble) {
    item(
        "Database",
        List.of(
            "CANNOT BE USED: " + trouble + ".",
            "Events are accepted. They are applied when the database is available again."));
  }

  /** Adds the sources in force. */
  void sources(Optional<List<String>> names, List<String> demonstration) {
    item("Sources", names.map(it -> sources(it, demonstration)).orElse(List.of("see the log")));
  }

  private static List<String> sources(List<String> names, List<String> demonstration) {
    List<String> known = names.stream().filter(demonstration::contains).toList();
    if (names.isEmpty()) {
      return List.of("none: no events are accepted until CALLBOARD_SOURCES names a source");
    }
    if (known.isEmpty()) {
      return List.of(String.join(", ", names));
    }
    return List.of(
        String.join(", ", names),
        (known.equals(names) ? "" : String.join(", ", known) + " ")
            + "with demonstration secrets, which are public.",
        "Set CALLBOARD_SOURCES to configure your own: docs/configuration.md");
  }

  /** Adds how to sign in to Callboard. */
  void signIn(SignIn signIn) {
    item("Sign in", signIn.words());
  }

  /** Adds the server's own console if it answers; the console has a password of its own. */
  void console(Console console) {
    URI address = URI.create("http://127.0.0.1:%d/console".formatted(console.port()));
    probe
        .firstOf(address)
        .ifPresent(
            it ->
                item(
                    "Console",
                    List.of(
                        it + " (the server's own; its password differs from Callboard's:",
                        "admin, the password in " + console.password() + ")")));
  }

  /** Adds the log file. */
  void log(Path log) {
    item("Log", List.of(log.toString()));
  }

  private void item(String name, List<String> lines) {
    for (int i = 0; i < lines.size(); i++) {
      text.append("  %-13s %s%n".formatted(i == 0 ? name : "", lines.get(i)));
    }
  }

  /** Returns the block. */
  @Override
  public String toString() {
    return text + "%nCtrl-C stops it.".formatted();
  }
}
