package io.callboard.provider.api;

import io.callboard.provider.Source;
import io.callboard.provider.SourceFindings;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * The address of a source's REST API, and the key for it.
 *
 * @param url absolute http or https URL without query; its path precedes every requested path
 * @param reconcileEvery the interval between comparisons of the source with the provider's list
 */
public record ApiAccess(URI url, String key, Duration reconcileEvery) {
  private static final String URL = "api.url";
  private static final String KEY = "api.key";
  private static final String EVERY = "api.reconcile-every";
  private static final Duration DAILY = Duration.ofDays(1);
  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofDays(365);
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  /**
   * Reads the settings of a source.
   *
   * @param otherKey the key to use if {@code api.key} is not set
   * @return empty without a usable {@code api.url}, or without a key
   */
  public static Optional<ApiAccess> of(Source source, Optional<String> otherKey) {
    Optional<String> key = source.settings().apply(KEY).or(() -> otherKey);
    return source
        .settings()
        .apply(URL)
        .flatMap(ApiAccess::parse)
        .flatMap(url -> key.map(text -> new ApiAccess(url, text, every(source).orElse(DAILY))));
  }

  /** Validates the settings of a source. */
  public static void examine(Source source, Optional<String> otherKey, SourceFindings findings) {
    Optional<String> text = source.settings().apply(URL);
    if (text.isEmpty()) {
      return;
    }
    Optional<URI> url = text.flatMap(ApiAccess::parse);
    if (url.isEmpty()) {
      findings.wrong(
          URL, "an address such as https://api.example, without user, query or fragment");
    } else if (!url.get().getScheme().equals("https") && !LOOPBACK.contains(url.get().getHost())) {
      findings.warn(URL, "without https, anyone on the network path can read the key");
    }
    if (source.settings().apply(EVERY).isPresent() && every(source).isEmpty()) {
      findings.wrong(EVERY, "an ISO 8601 duration from PT1M to P365D");
    }
    Optional<String> key = source.settings().apply(KEY).or(() -> otherKey);
    if (key.filter(ApiAccess::isHeaderText).isEmpty()) {
      findings.wrong(KEY, "the key of the provider's API, in visible ASCII characters");
    }
  }

  private static Optional<Duration> every(Source source) {
    try {
      return source
          .settings()
          .apply(EVERY)
          .map(Duration::parse)
          .filter(every -> every.compareTo(SHORTEST) >= 0 && every.compareTo(LONGEST) <= 0);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static boolean isHeaderText(String key) {
    return !key.isEmpty() && key.chars().allMatch(c -> c > 0x20 && c < 0x7F);
  }

  private static Optional<URI> parse(String text) {
    try {
      URI url = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
      boolean usable =
          url.getHost() != null
              && ("https".equals(url.getScheme()) || "http".equals(url.getScheme()))
              && url.getRawUserInfo() == null
              && url.getRawQuery() == null
              && url.getRawFragment() == null;
      return usable ? Optional.of(url) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Returns the address of a path, which begins with a slash and may have a query. */
  public URI at(String path) {
    return URI.create(url + path);
  }

  /** Returns whether an address has this origin and no user, so that the key may be sent to it. */
  public boolean isSameOrigin(URI other) {
    return url.getScheme().equalsIgnoreCase(other.getScheme())
        && url.getHost().equalsIgnoreCase(other.getHost())
        && port(url) == port(other)
        && other.getRawUserInfo() == null;
  }

  private static int port(URI uri) {
    if (uri.getPort() >= 0) {
      return uri.getPort();
    }
    return "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
  }

  /** Returns the address without the key. */
  @Override
  public String toString() {
    return "ApiAccess[" + url + "]";
  }
}
