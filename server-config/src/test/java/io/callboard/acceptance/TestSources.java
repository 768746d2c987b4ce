package io.callboard.acceptance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The sources of the shared server. Each test uses its own source, so that records, counts and
 * quotas of other tests do not interfere.
 */
final class TestSources {
  static final String FILMMAKERS_KEY = "acceptance-filmmakers-key";
  static final String FILMMAKERS_OLD_KEY = "acceptance-filmmakers-old-key";
  static final String MEDIASTREAM_SECRET = "acceptance-mediastream-secret";
  static final String WAYMARK_SECRET = "acceptance-waymark-secret-0123456789";
  static final String STANDARD_SECRET = "whsec_YWNjZXB0YW5jZS1zdGFuZGFyZC13ZWJob29rcw==";
  static final String SIGNED_SECRET = "acceptance-signed-secret";
  static final String SILENT = "silent";
  static final String PATH_TOKEN = "acceptance-path-token";

  /**
   * A secret of a source that a run has when none are configured; pages of the documentation use
   * it.
   */
  static final String DEMO_FILMMAKERS_KEY = "demo-filmmakers-key";

  static final String DEMO_MEDIASTREAM_SECRET = "demo-mediastream-secret";
  private static final String DEMO_WAYMARK_SECRET = "demo-waymark-secret";

  static final String API_KEY = "acceptance-mediastream-api-token";
  static final String SIGNS_AT_WILL = "signs-at-will";
  static final String UNREACHABLE = "unreachable";

  private static final int OF_EACH_PROVIDER = 200;
  private static final int WITH_API = 40;
  private static final int OF_SIGNED = 20;

  private final Map<String, String> environment = new LinkedHashMap<>();
  private final List<String> names = new ArrayList<>();
  private final Map<String, AtomicInteger> taken = new ConcurrentHashMap<>();

  private final PlayedApi api;
  private final PlayedApi unreachable = new PlayedApi();

  TestSources(PlayedApi api) {
    this.api = api;
    addFetching();
    addSeries("filmmakers", FILMMAKERS_KEY + "," + FILMMAKERS_OLD_KEY);
    addSeries("mediastream", MEDIASTREAM_SECRET);
    addSeries("waymark", WAYMARK_SECRET);
    addOfReference();
    add("behind-token", "provider", "mediastream", "signature", "none", "path-token", PATH_TOKEN);
    add(SILENT, "provider", "waymark", "secrets", WAYMARK_SECRET, "silence", "PT1S");
    add("near", "provider", "mediastream", "signature", "none", "networks", "127.0.0.0/8");
    add("far", "provider", "mediastream", "signature", "none", "networks", "203.0.113.0/24");
    addOptional("optional-filmmakers", "filmmakers", FILMMAKERS_KEY);
    addOptional("optional-mediastream", "mediastream", MEDIASTREAM_SECRET);
    addOptional(SIGNS_AT_WILL, "mediastream", MEDIASTREAM_SECRET);
    addOptional("optional-waymark", "waymark", WAYMARK_SECRET);
    add("unsigned-waymark", "provider", "waymark", "signature", "none", "networks", "127.0.0.0/8");
    addSigned("standard", STANDARD_SECRET, "scheme", "standard-webhooks");
    addSigned("svix", STANDARD_SECRET, "scheme", "standard-webhooks");
    addSigned("timestamped", SIGNED_SECRET, "scheme", "timestamped-hmac");
    addSigned(
        "hub",
        SIGNED_SECRET,
        "scheme",
        "hmac",
        "hmac.header",
        "X-Hub-Signature-256",
        "hmac.prefix",
        "sha256=");
    for (int number = 1; number <= OF_SIGNED; number++) {
      addSigned("signed-" + number, SIGNED_SECRET, "scheme", "timestamped-hmac");
    }
    add("long-hashes", "provider", "waymark", "secrets", WAYMARK_SECRET);
    set("long-hashes", "jwt.algorithms", "HS384,HS512");
    add("by-https", "provider", "waymark", "secrets", WAYMARK_SECRET, "https", "required");
    addSigned("token", SIGNED_SECRET, "scheme", "jwt", "jwt.issuer", "orders.example");
    Vectors.all().forEach(this::add);
  }

  /** Returns the name of a source of that provider that no other test uses. */
  String fresh(String provider) {
    int number = taken.computeIfAbsent(provider, p -> new AtomicInteger()).incrementAndGet();
    if (number > OF_EACH_PROVIDER) {
      throw new IllegalStateException("more sources of " + provider + " are needed");
    }
    return provider + "-" + number;
  }

  /** Returns the stub for the APIs of the sources {@code fetching} and {@code fetching-back}. */
  PlayedApi api() {
    return api;
  }

  /** Returns the API of {@link #UNREACHABLE}, which does not listen. */
  PlayedApi unreachable() {
    return unreachable;
  }

  /** Returns the variables that configure all sources. */
  Map<String, String> environment() {
    Map<String, String> all = new LinkedHashMap<>(environment);
    all.put("CALLBOARD_SOURCES", String.join(",", names));
    // Vectors are as old as the documents; their keys must be kept for longer.
    all.put("CALLBOARD_RETENTION_KEYS", "P200Y");
    all.put("CALLBOARD_ALARMS_INTERVAL_SECONDS", "2");
    // The timeout for an answer that never ends is shorter here.
    all.put("IO_CALLBOARD_INTAKE_FETCHING_HTTPCALLS_GET_TIMEOUT_VALUE", "2");
    return all;
  }

  /**
   * Returns every secret of every source, and the passwords of the administrator and the database.
   */
  List<String> secrets() {
    List<String> secrets = new ArrayList<>();
    environment.forEach(
        (variable, value) -> {
          if (variable.endsWith("_SECRETS")
              || variable.endsWith("_PATH_TOKEN")
              || variable.endsWith("_API_KEY")) {
            secrets.addAll(List.of(value.split(",")));
          }
        });
    secrets.add(SharedServer.PASSWORD);
    secrets.add(SharedServer.DATABASE_PASSWORD);
    return secrets.stream().distinct().toList();
  }

  private void addSeries(String provider, String secrets) {
    for (int number = 1; number <= OF_EACH_PROVIDER; number++) {
      add(provider + "-" + number, "provider", provider, "secrets", secrets);
    }
  }

  /** Adds the sources that docs/api.md names; those of a run keep a run's secrets as well. */
  private void addOfReference() {
    addFilmmakers("filmmakers", api);
    set("filmmakers", "secrets", FILMMAKERS_KEY + "," + DEMO_FILMMAKERS_KEY);
    add("mediastream", "secrets", MEDIASTREAM_SECRET + "," + DEMO_MEDIASTREAM_SECRET);
    add("waymark", "secrets", WAYMARK_SECRET + "," + DEMO_WAYMARK_SECRET);
    add("partner", "provider", "mediastream", "signature", "none", "path-token", PATH_TOKEN);
  }

  private void addFetching() {
    for (int number = 1; number <= WITH_API; number++) {
      addFilmmakers("fetching-" + number, api);
      String back = "fetching-back-" + number;
      add(back, "provider", "mediastream", "secrets", MEDIASTREAM_SECRET);
      set(back, "api.url", api.url(back).toString(), "api.key", API_KEY, "api.fetch-back", "true");
    }
    addFilmmakers(UNREACHABLE, unreachable);
  }

  private void addFilmmakers(String name, PlayedApi from) {
    add(name, "provider", "filmmakers", "secrets", FILMMAKERS_KEY);
    set(name, "api.url", from.url(name).toString());
  }

  private void addOptional(String name, String provider, String secret) {
    add(
        name,
        "provider",
        provider,
        "secrets",
        secret,
        "signature",
        "optional",
        "networks",
        "127.0.0.0/8");
  }

  private void addSigned(String name, String secret, String... settings) {
    add(name, settings);
    set(
        name,
        "provider",
        "signed",
        "secrets",
        secret,
        "pointer.id",
        "/id",
        "pointer.type",
        "/type",
        "pointer.subject",
        "/data/id",
        "pointer.time",
        "/at",
        "pointer.document",
        "/data");
  }

  private void add(Vectors.Vector vector) {
    add(
        vector.source(),
        "provider",
        vector.provider(),
        "secrets",
        String.join(",", vector.secrets()));
    if (!vector.isStale()) {
      set(vector.source(), "tolerance", "P100Y");
    }
  }

  private void add(String name, String... settings) {
    names.add(name);
    set(name, settings);
  }

  private void set(String name, String... settings) {
    for (int i = 0; i < settings.length; i += 2) {
      String key = "CALLBOARD_SOURCES_" + name + "_" + settings[i];
      environment.put(
          key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT), settings[i + 1]);
    }
  }
}
