package io.callboard.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.callboard.testing.SignedRequest;
import io.callboard.testing.SignedRequests;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Secrets lie encoded in Open Liberty's configuration, as docs/secrets.md says; the key of one of
 * them in a file of its own.
 */
@Tag("liberty")
@Tag("own-server")
class EncodedSecretsIT {
  private static final String ENCRYPTED = "kept-encrypted-by-liberty";
  private static final String OBFUSCATED = "kept-obfuscated-by-liberty";
  private static final String KEY = "only-for-this-test";

  @Test
  void sourcesHaveTheirSecretsFromEncodedEntries(
      @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path directory) throws Exception {
    Assembly assembly = Assembly.ofModule(Path.of(""), Assembly.LIBERTY);
    ServerSettings settings =
        ServerSettings.onLoopback(directory.resolve("liberty"), ServerUnderTest.PORT_OFFSET)
            .with("CALLBOARD_SOURCES", "encrypted,obfuscated")
            .with("CALLBOARD_SOURCES_ENCRYPTED_PROVIDER", "mediastream")
            .with("CALLBOARD_SOURCES_OBFUSCATED_PROVIDER", "mediastream");
    ExistingLiberty server = new ExistingLiberty(assembly, settings);
    Files.createDirectories(server.directory());
    server.copyCallboard();
    configure(server, assembly, settings);
    server.start("callboard/ready");
    try {
      assertThat(send("encrypted", ENCRYPTED)).isEqualTo(200);
      assertThat(send("encrypted", OBFUSCATED)).isEqualTo(401);
      assertThat(send("obfuscated", OBFUSCATED)).isEqualTo(200);
    } finally {
      server.stop();
    }
  }

  private static void configure(ExistingLiberty server, Assembly assembly, ServerSettings settings)
      throws Exception {
    Path key = server.directory().resolve("key.xml");
    Files.writeString(
        key,
        "<server><variable name=\"wlp.password.encryption.key\" value=\"%s\"/></server>"
            .formatted(KEY));
    String encrypted = encoded(assembly, "--encoding=aes", "--aesConfigFile=" + key, ENCRYPTED);
    String obfuscated = encoded(assembly, "--encoding=xor", OBFUSCATED);
    assertThat(encrypted).startsWith("{aes}");
    assertThat(obfuscated).startsWith("{xor}");
    Files.writeString(
        server.directory().resolve("server.xml"),
        """
        <server>
          <httpEndpoint id="defaultHttpEndpoint" httpPort="%d" httpsPort="%d"/>
          <include location="callboard.xml"/>
          <include location="key.xml"/>
          <jndiEntry jndiName="callboard.sources.encrypted.secrets" value="%s" decode="true"/>
          <jndiEntry jndiName="callboard.sources.obfuscated.secrets" value="%s" decode="true"/>
        </server>
        """
            .formatted(settings.httpPort(), settings.httpsPort(), encrypted, obfuscated));
  }

  private static String encoded(Assembly assembly, String... arguments) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder("sh", assembly.home().resolve("bin/securityUtility").toString());
    builder.command().add("encode");
    builder.command().addAll(List.of(arguments));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String printed =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(process.waitFor()).describedAs(printed).isZero();
    return printed;
  }

  private static int send(String source, String secret) throws Exception {
    SignedRequest media =
        SignedRequests.mediastream(secret, "media.create", "M1", "{\"_id\":\"M1\"}", Instant.now());
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create(
                    "http://127.0.0.1:%d/callboard/hooks/%s"
                        .formatted(8080 + ServerUnderTest.PORT_OFFSET, source)))
            .header("Content-Type", media.contentType())
            .POST(BodyPublishers.ofByteArray(media.body()));
    media.headers().forEach(request::header);
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), BodyHandlers.ofString()).statusCode();
    }
  }
}
