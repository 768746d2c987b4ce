package io.callboard.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.callboard.server.RunningServer;
import io.callboard.server.ServerSettings;
import io.callboard.server.ServerUnderTest;
import io.callboard.testing.SignedRequest;
import io.callboard.testing.SignedRequests;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Access rules by address. The server trusts the proxy 127.0.0.1. Its intranet is 10.0.0.0/8,
 * 127.0.0.1 and 127.0.0.2; 127.0.0.5 stands for any internet address.
 */
@Tag("own-server")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessIT {
  private static final String PASSWORD = "access-password";
  private static final String SECRET = "access-mediastream-secret";
  private static final String TOKEN = "access-path-token-0123";
  private static final String LOGIN =
      "Basic "
          + Base64.getEncoder()
              .encodeToString(("admin:" + PASSWORD).getBytes(StandardCharsets.UTF_8));

  private final Map<Product, Proxy> proxies = new EnumMap<>(Product.class);
  private RunningServer server;
  private Certificate certificate;
  private Visitor proxy;
  private Visitor insider;
  private Visitor outsider;

  @BeforeAll
  void start() throws Exception {
    Path directory =
        Files.createTempDirectory(Files.createDirectories(Path.of("target")), "access-");
    directory = directory.toAbsolutePath();
    certificate = Certificate.make(directory);
    proxy = Visitor.from("127.0.0.1", certificate.trusted());
    insider = Visitor.from("127.0.0.2", certificate.trusted());
    outsider = Visitor.from("127.0.0.5", certificate.trusted());
    server = RunningServer.start(ServerUnderTest.assembly(), settings(directory));
    for (Product product : Product.values()) {
      if (product.isInstalled()) {
        proxies.put(product, start(product, directory));
      }
    }
    await(() -> insider.get(api("sources"), "Authorization", LOGIN).statusCode() == 200);
  }

  private Proxy start(Product product, Path directory) throws Exception {
    return Proxy.start(
        product,
        directory.resolve(product.name()),
        certificate,
        9443 + ServerUnderTest.PORT_OFFSET + proxies.size(),
        "127.0.0.1:" + (8080 + ServerUnderTest.PORT_OFFSET));
  }

  private static ServerSettings settings(Path directory) {
    return ServerSettings.onLoopback(directory.resolve("server"), ServerUnderTest.PORT_OFFSET)
        .with("CALLBOARD_ADMIN_PASSWORD", PASSWORD)
        .with("CALLBOARD_HTTP_TRUSTED_PROXIES", "127.0.0.1/32")
        .with("CALLBOARD_INTRANET_NETWORKS", "10.0.0.0/8, 127.0.0.1/32, 127.0.0.2/32")
        .with("CALLBOARD_PUBLIC_URL", "https://hooks.example.com")
        .with("CALLBOARD_SOURCES", "mediastream,near,hidden,closed")
        .with("CALLBOARD_SOURCES_MEDIASTREAM_SECRETS", SECRET)
        .with("CALLBOARD_SOURCES_NEAR_PROVIDER", "mediastream")
        .with("CALLBOARD_SOURCES_NEAR_SECRETS", SECRET)
        .with("CALLBOARD_SOURCES_NEAR_NETWORKS", "127.0.0.5/32")
        .with("CALLBOARD_SOURCES_HIDDEN_PROVIDER", "mediastream")
        .with("CALLBOARD_SOURCES_HIDDEN_SIGNATURE", "none")
        .with("CALLBOARD_SOURCES_HIDDEN_PATH_TOKEN", TOKEN)
        .with("CALLBOARD_SOURCES_CLOSED_PROVIDER", "mediastream")
        .with("CALLBOARD_SOURCES_CLOSED_SECRETS", SECRET)
        .with("CALLBOARD_SOURCES_CLOSED_HTTPS", "required");
  }

  @AfterAll
  void stop() {
    proxies.values().forEach(Proxy::close);
    if (server != null) {
      server.close();
    }
  }

  @ParameterizedTest(name = "{0} by {1}: {2}")
  @CsvSource({
    "10.1.2.3,https,200",
    "10.1.2.3,http,403",
    "127.0.0.1,http,200",
    "203.0.113.9,https,404",
    "203.0.113.9,http,404",
    "'10.1.2.3, 203.0.113.9',https,404",
    "'203.0.113.9, 10.1.2.3',https,200",
    "nonsense,https,404"
  })
  void theApiIsForTheIntranetByHttps(String client, String proto, int status) throws Exception {
    String[] forwarded = {
      "X-Forwarded-For", client, "X-Forwarded-Proto", proto, "Authorization", LOGIN
    };

    assertAnswer(proxy.get(api("sources"), forwarded), status);
    assertThat(proxy.get(at("api/"), forwarded).statusCode()).isEqualTo(status);
    assertThat(proxy.get(at(""), forwarded).statusCode()).isEqualTo(status == 200 ? 302 : status);
    assertThat(proxy.get(at("ready"), forwarded).statusCode())
        .isEqualTo(status == 403 ? 200 : status);
  }

  /** Models a proxy that forwards more paths than it should. */
  @Test
  void aProxyThatForwardsNoAddressReachesHooksAndReadinessAlone() throws Exception {
    for (String path : new String[] {"", "api/", "api/openapi.json", "api/v1/sources"}) {
      assertAnswer(proxy.get(at(path), "Authorization", LOGIN), 404);
      assertAnswer(proxy.get(at(path), "X-Forwarded-Proto", "https", "Authorization", LOGIN), 404);
    }
    assertThat(proxy.get(at("ready")).statusCode()).isEqualTo(200);
    assertThat(proxy.post(at("hooks/mediastream"), media()).statusCode()).isEqualTo(200);
    assertAnswer(proxy.post(at("hooks/near"), media()), 404);
  }

  @Test
  void theApiLooksAtNoPasswordThatOthersCouldRead() throws Exception {
    HttpResponse<String> good = plain("Authorization", LOGIN);
    HttpResponse<String> bad = plain("Authorization", "Basic " + "YTpi");

    assertAnswer(good, 403);
    assertThat(Visitor.json(good).path("detail").asText()).contains("HTTPS");
    assertThat(bad.body()).isEqualTo(good.body());
  }

  private HttpResponse<String> plain(String... login) throws Exception {
    return proxy.get(api("sources"), "X-Forwarded-For", "10.1.2.3", login[0], login[1]);
  }

  @Test
  void theAuditTrailHasTheAddressBehindTheProxy() throws Exception {
    SignedRequest nothing = new SignedRequest("application/json", Map.of(), new byte[0]);
    String[] forwarded = {
      "X-Forwarded-For", "10.1.2.3", "X-Forwarded-Proto", "https", "Authorization", LOGIN
    };

    assertAnswer(proxy.post(api("sources/near/pause"), nothing, forwarded), 200);
    assertAnswer(proxy.post(api("sources/near/resume"), nothing, forwarded), 200);

    JsonNode entries = Visitor.json(proxy.get(api("audit?subject=near"), forwarded));
    assertThat(entries.path("items")).hasSize(2);
    assertThat(entries.path("items"))
        .allMatch(entry -> entry.path("address").asText().equals("10.1.2.3"));
  }

  @Test
  void nobodyButATrustedProxySpeaksForOthers() throws Exception {
    assertAnswer(
        outsider.get(
            api("sources"),
            "X-Forwarded-For",
            "10.1.2.3",
            "X-Forwarded-Proto",
            "https",
            "Authorization",
            LOGIN),
        404);
  }

  @Test
  void toOthersThereIsNothingButHooks() throws Exception {
    HttpResponse<String> nowhere = outsider.get(at("nowhere"));

    for (String path : new String[] {"", "api/", "api/openapi.json", "api/v1/events", "ready"}) {
      HttpResponse<String> answer = outsider.get(at(path));
      assertAnswer(answer, 404);
      assertThat(answer.body()).isEqualTo(nowhere.body());
    }
    assertThat(outsider.post(at("hooks/mediastream"), media()).statusCode()).isEqualTo(200);
  }

  @Test
  void aSourceThatAsksForHttpsBelievesATrustedProxyAlone() throws Exception {
    URI hook = at("hooks/closed");
    String[] https = {"X-Forwarded-For", "203.0.113.9", "X-Forwarded-Proto", "https"};
    String[] http = {"X-Forwarded-For", "203.0.113.9", "X-Forwarded-Proto", "http"};

    assertThat(proxy.post(hook, media(), https).statusCode()).isEqualTo(200);
    assertAnswer(proxy.post(hook, media(), http), 404);
    assertAnswer(proxy.post(hook, media(), "X-Forwarded-For", "203.0.113.9"), 404);
    assertAnswer(outsider.post(hook, media(), https), 404);
  }

  @Test
  void showsWhereProvidersSendTo() throws Exception {
    JsonNode sources = Visitor.json(insider.get(api("sources"), "Authorization", LOGIN));

    assertThat(sources.path("items").path(2).path("hook").asText())
        .isEqualTo("https://hooks.example.com/callboard/hooks/hidden");
    assertThat(sources.toString()).doesNotContain(TOKEN);
  }

  @ParameterizedTest
  @EnumSource
  void aProxyPublishesHooksAlone(Product product) throws Exception {
    URI address = proxy(product).address();

    assertThat(outsider.post(address.resolve("callboard/hooks/mediastream"), media()).statusCode())
        .isEqualTo(200);
    assertThat(
            outsider.post(address.resolve("callboard/hooks/hidden/" + TOKEN), media()).statusCode())
        .isEqualTo(200);
    assertThat(outsider.post(address.resolve("callboard/hooks/closed"), media()).statusCode())
        .isEqualTo(200);
    HttpResponse<String> get = outsider.get(address.resolve("callboard/hooks/mediastream"));
    assertThat(get.statusCode()).isEqualTo(405);
    assertThat(get.headers().firstValue("allow")).hasValue("POST");
    for (String path : HIDDEN) {
      URI uri = URI.create(address + path);
      assertThat(insider.get(uri, "Authorization", LOGIN).statusCode()).as(path).isEqualTo(404);
      assertThat(outsider.post(uri, media()).statusCode()).as(path).isIn(400, 404);
    }
  }

  /** Paths that a proxy must not forward, in any spelling. */
  private static final String[] HIDDEN = {
    "",
    "callboard",
    "callboard/",
    "callboard/api/v1/sources",
    "callboard/api/openapi.json",
    "callboard/ready",
    "callboard/hooks/",
    "callboard/hooks//",
    "callboard/hooks/..%2Fapi/v1/sources",
    "callboard/hooks/%2e%2e/api/v1/sources",
    "callboard/hooks/..;/api/v1/sources",
    "callboard/hooks/mediastream/..%3B/..%3B/api/v1/sources",
    "callboard/hooks/mediastream/short",
    "callboard//api/v1/sources",
    "console",
    "management",
    "health",
    "openapi"
  };

  @ParameterizedTest
  @EnumSource
  void aProxyPassesTheClientsAddressOnAndNoOther(Product product) throws Exception {
    URI address = proxy(product).address();
    String mark = UUID.randomUUID().toString();
    String[] lies = {
      "X-Forwarded-For", "10.9.9.9", "X-Forwarded-Proto", "http", "User-Agent", mark
    };

    assertThat(
            outsider
                .post(address.resolve("callboard/hooks/mediastream"), forged(), lies)
                .statusCode())
        .isEqualTo(401);
    assertThat(rejectionWith(mark).path("address").asText()).isEqualTo("127.0.0.5");
    URI near = address.resolve("callboard/hooks/near");
    assertThat(outsider.post(near, media()).statusCode()).isEqualTo(200);
    assertThat(insider.post(near, media()).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @EnumSource
  void aProxyLeavesTheLimitsToCallboard(Product product) throws Exception {
    URI hook = proxy(product).address().resolve("callboard/hooks/mediastream");
    SignedRequest large = new SignedRequest("application/json", Map.of(), new byte[(1 << 20) + 1]);

    HttpResponse<String> body = outsider.post(hook, large);
    assertAnswer(body, 413);
    HttpResponse<String> headers = outsider.post(hook, media(), "X-Long", "x".repeat(33_000));
    assertAnswer(headers, 431);
  }

  private JsonNode rejectionWith(String mark) throws Exception {
    JsonNode[] found = new JsonNode[1];
    await(
        () -> {
          var answer = insider.get(api("rejections?limit=500"), "Authorization", LOGIN);
          for (JsonNode rejection : Visitor.json(answer).path("items")) {
            if (rejection.path("headers").path("user-agent").path(0).asText().equals(mark)) {
              found[0] = rejection;
            }
          }
          return found[0] != null;
        });
    return found[0];
  }

  /**
   * Returns the proxy. Skips the test if the distribution's package is not installed, except in the
   * CI run.
   */
  private Proxy proxy(Product product) {
    if (!Boolean.getBoolean("proxies.required")) {
      assumeTrue(product.isInstalled(), product.program() + " is not installed");
    }
    assertThat(product.program()).isExecutable();
    return Objects.requireNonNull(proxies.get(product));
  }

  private URI at(String path) {
    return server.baseUri().resolve(path);
  }

  private URI api(String path) {
    return at("api/v1/" + path);
  }

  private static SignedRequest media() {
    return media(SECRET);
  }

  private static SignedRequest forged() {
    return media("another secret");
  }

  private static SignedRequest media(String secret) {
    String id = UUID.randomUUID().toString();
    return SignedRequests.mediastream(
        secret, "media.create", id, "{\"_id\":\"%s\"}".formatted(id), Instant.now());
  }

  private static void assertAnswer(HttpResponse<String> answer, int status) throws Exception {
    assertThat(answer.statusCode()).describedAs(answer.body()).isEqualTo(status);
    if (status >= 400) {
      assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
      assertThat(Visitor.json(answer).path("status").asInt()).isEqualTo(status);
    }
  }

  /** A condition that becomes true. */
  private interface Condition {
    boolean holds() throws Exception;
  }

  private static void await(Condition condition) throws Exception {
    Instant limit = Instant.now().plus(Duration.ofSeconds(30));
    while (!condition.holds()) {
      assertThat(Instant.now()).isBefore(limit);
      Thread.sleep(100);
    }
  }
}
