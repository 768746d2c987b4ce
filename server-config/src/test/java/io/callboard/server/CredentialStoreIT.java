package io.callboard.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.callboard.testing.SignedRequest;
import io.callboard.testing.SignedRequests;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A secret lies encrypted in WildFly's configuration, as docs/secrets.md says; the key beside it.
 */
@Tag("wildfly")
@Tag("own-server")
class CredentialStoreIT {
  private static final String SECRET = "kept-in-the-credential-store";

  @Test
  void aSourceHasItsSecretFromAnEncryptedExpression(@TempDir Path directory) throws Exception {
    Path home = directory.resolve("wildfly");
    Assembly assembly = Assembly.ofModule(Path.of(""));
    ExistingWildFly server =
        ExistingWildFly.start(
            assembly, ServerSettings.onLoopback(home, ServerUnderTest.PORT_OFFSET));
    try {
      install(server, assembly);
      server.command(
          "/system-property=callboard.sources.mediastream.secrets:add(value=\""
              + encrypted(server)
              + "\")");
      server.command("reload");
      server.command("deploy " + assembly.application());

      assertThat(send(SECRET)).isEqualTo(200);
      assertThat(send("another")).isEqualTo(401);
      assertThat(Files.readString(home.resolve("configuration/standalone-full.xml")))
          .contains("${ENC::callboard:")
          .doesNotContain(SECRET);
    } finally {
      server.stop();
    }
  }

  private static void install(ExistingWildFly server, Assembly assembly) throws Exception {
    server.command("/system-property=callboard.broker.password:add(value=only-for-this-test)");
    server.run(assembly.configuration().resolve("install.cli"));
    server.command("/system-property=callboard.sources:add(value=mediastream)");
    server.command(
        "/subsystem=elytron/secret-key-credential-store=callboard:add("
            + "path=callboard-keys.cs, relative-to=jboss.server.config.dir, populate=true)");
    server.command(
        "/subsystem=elytron/expression=encryption:add("
            + "resolvers=[{name=callboard, credential-store=callboard, secret-key=key}])");
  }

  private static String encrypted(ExistingWildFly server) throws Exception {
    String answer =
        server.command(
            "/subsystem=elytron/expression=encryption:create-expression("
                + "resolver=callboard, clear-text="
                + SECRET
                + ")");
    Matcher expression = Pattern.compile("\\$\\{ENC::[^\"}]+}").matcher(answer);
    assertThat(expression.find()).describedAs(answer).isTrue();
    return expression.group();
  }

  private static int send(String secret) throws Exception {
    SignedRequest media =
        SignedRequests.mediastream(secret, "media.create", "M1", "{\"_id\":\"M1\"}", Instant.now());
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create(
                    "http://127.0.0.1:%d/callboard/hooks/mediastream"
                        .formatted(8080 + ServerUnderTest.PORT_OFFSET)))
            .header("Content-Type", media.contentType())
            .POST(BodyPublishers.ofByteArray(media.body()));
    media.headers().forEach(request::header);
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), BodyHandlers.ofString()).statusCode();
    }
  }
}
