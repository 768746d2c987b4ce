package io.callboard.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * An administrator stores secrets exactly as docs/secrets.md says, and the server is used.
 * Afterwards each secret is where that page says and in no other file, and it was never in a
 * process's arguments.
 */
@Tag("own-server")
class SecretsIT {
  private static final String ENCODED = "secret-of-a-source-that-is-encoded";
  private static final String OBFUSCATED = "secret-of-a-source-that-is-obfuscated";
  private static final String DATABASE = "password-of-the-database";
  private static final String BROKER = "password-of-the-broker";
  private static final Pattern EXPRESSION = Pattern.compile("\\$\\{ENC::callboard:[^\"}]+}");
  private static final Pattern ENCRYPTED = Pattern.compile("\\{(aes|xor)}\\S+");
  private static final Pattern KEY = Pattern.compile("value=\"(\\p{XDigit}{64})\"");

  @Test
  @Tag("wildfly")
  void aSecretInWildFlysCredentialStoreStandsNowhereElse(
      @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path directory) throws Exception {
    Path home = directory.resolve("wildfly");
    Collection<String> secrets = secrets(ENCODED, DATABASE, BROKER);
    try (ProcessArguments arguments = ProcessArguments.watchFor(secrets)) {
      RequestsWithSecrets visit = new RequestsWithSecrets();
      Assembly assembly = Assembly.ofModule(Path.of(""));
      ExistingWildFly server = ExistingWildFly.start(assembly, visit.settings(home, "encoded"));
      try {
        install(server, assembly, directory);
        keepInCredentialStore(server);
        server.command("deploy " + assembly.application());
        visit.sends("encoded", ENCODED);
        visit.usesTheServer("encoded");
      } finally {
        server.stop();
      }
      assertThat(arguments.found()).isEmpty();
    }
    assertThat(Files.readString(home.resolve("log/server.log"))).contains("callboard.ear");
    assertThat(SecretSearch.of(secrets, home))
        .containsKey(Path.of("configuration/standalone-full.xml"))
        .allSatisfy(
            (file, found) -> {
              assertThat(found).containsExactly(BROKER);
              assertThat(file.toString())
                  .matches("configuration/(standalone-full.xml|standalone_xml_history/.*)");
            });
  }

  /** Passes the broker's password in a file, as docs/wildfly.md says. */
  private static void install(ExistingWildFly server, Assembly assembly, Path directory)
      throws Exception {
    Path script = directory.resolve("broker-password.cli");
    Files.writeString(
        script, "/system-property=callboard.broker.password:add(value=%s)".formatted(BROKER));
    server.run(script);
    Files.delete(script);
    server.run(assembly.configuration().resolve("install.cli"));
  }

  private static void keepInCredentialStore(ExistingWildFly server) throws Exception {
    Recipe recipe = Recipe.of("secrets.md", "WildFly's credential store");
    int once = recipe.lines().lastIndexOf("history --disable");
    assertThat(once).isPositive();
    List<String> first = new ArrayList<>(recipe.lines().subList(0, once));
    String encrypt = recipe.line("/subsystem=elytron/expression=encryption:create-expression");
    first.add(encrypt.replace("…", ENCODED));
    first.add(encrypt.replace("…", DATABASE));
    Matcher printed = EXPRESSION.matcher(server.type(first));
    String set = recipe.line("/system-property=");
    List<String> second = new ArrayList<>(List.of("history --disable"));
    second.add(withExpression(set.replace("mediastream", "encoded"), printed));
    second.add(
        withExpression(
            set.replace("callboard.sources.mediastream.secrets", "callboard.db.password"),
            printed));
    second.add(recipe.line("reload"));
    server.type(second);
  }

  private static String withExpression(String line, Matcher printed) {
    assertThat(printed.find()).isTrue();
    return line.replace("${ENC::callboard:…}", printed.group());
  }

  @Test
  @Tag("liberty")
  void aSecretInLibertysEncodedEntriesStandsNowhereElse(
      @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path directory) throws Exception {
    Path home = directory.resolve("liberty");
    Collection<String> secrets = secrets(ENCODED, OBFUSCATED, DATABASE, BROKER);
    String key;
    try (ProcessArguments arguments = ProcessArguments.watchFor(secrets)) {
      RequestsWithSecrets visit = new RequestsWithSecrets();
      Assembly assembly = Assembly.ofModule(Path.of(""), Assembly.LIBERTY);
      ExistingLiberty server =
          new ExistingLiberty(assembly, visit.settings(home, "encoded", "obfuscated"));
      Files.createDirectories(server.directory());
      server.copyCallboard(BROKER);
      key = keepEncoded(server);
      secrets.add(key);
      server.start("callboard/ready");
      try {
        visit.sends("encoded", ENCODED);
        visit.sends("obfuscated", OBFUSCATED);
        visit.usesTheServer("encoded");
      } finally {
        server.stop();
      }
      assertThat(arguments.found()).isEmpty();
    }
    Map<Path, Collection<String>> traces = SecretSearch.of(secrets, home);
    Path configuration = Path.of("servers/existing");
    assertThat(traces.remove(configuration.resolve("key.xml"))).containsExactly(key);
    assertThat(traces.remove(configuration.resolve("variables/callboard.broker.password")))
        .containsExactly(BROKER);
    Path workarea = configuration.resolve("workarea");
    Path reports = configuration.resolve("logs/ffdc");
    assertThat(traces)
        .allSatisfy(
            (file, found) -> {
              if (file.startsWith(reports)) {
                assertThat(found).containsExactly(RequestsWithSecrets.PATH_TOKEN);
              } else {
                assertThat(file).startsWithRaw(workarea);
                assertThat(found).isSubsetOf(key, BROKER);
              }
            });
  }

  /** Stores the secrets encoded, and returns the key. */
  private static String keepEncoded(ExistingLiberty server) throws Exception {
    Recipe recipe = Recipe.of("secrets.md", "Open Liberty's encoded entries");
    server.shell(recipe.line("(umask 077"), "");
    String aes = recipe.line("bin/securityUtility encode");
    String entry = recipe.line("<jndiEntry");
    server.configure(
        "<include location=\"callboard.xml\"/>",
        recipe.line("<include"),
        entry.replace("mediastream", "encoded").replace("{aes}…", encoded(server, aes, ENCODED)),
        entry
            .replace("mediastream", "obfuscated")
            .replace("{aes}…", encoded(server, aes.replace("=aes", "=xor"), OBFUSCATED)),
        "<variable name=\"callboard.db.password\" value=\"%s\"/>"
            .formatted(encoded(server, aes, DATABASE)));
    Matcher key = KEY.matcher(Files.readString(server.directory().resolve("key.xml")));
    assertThat(key.find()).isTrue();
    return key.group(1);
  }

  /**
   * Types a secret at the command's prompt, and again to confirm it; returns the encoded secret.
   */
  private static String encoded(ExistingLiberty server, String command, String secret)
      throws Exception {
    String printed = server.terminal(command, secret + "\n" + secret + "\n");
    Matcher encoded = ENCRYPTED.matcher(printed);
    assertThat(encoded.find()).describedAs(printed).isTrue();
    return encoded.group();
  }

  /**
   * Returns these secrets and those of every visit, in plain text and as a request carries them.
   */
  private static Collection<String> secrets(String... more) {
    Collection<String> secrets = new CopyOnWriteArrayList<>(List.of(more));
    secrets.addAll(RequestsWithSecrets.SECRETS);
    return secrets;
  }
}
