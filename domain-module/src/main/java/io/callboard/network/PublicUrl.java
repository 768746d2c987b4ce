package io.callboard.network;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/** The address of the hooks for providers, {@value #KEY}: that of the proxy that publishes them. */
@ApplicationScoped
public class PublicUrl {
  static final String KEY = "callboard.public-url";

  private static final String HOOKS = "/callboard/hooks/";

  private final Optional<String> address;

  /** For the container's proxy. */
  protected PublicUrl() {
    this.address = Optional.empty();
  }

  /**
   * Reads the address.
   *
   * @throws IllegalArgumentException if the setting cannot be used
   */
  @Inject
  public PublicUrl(Config config) {
    this.address = config.getOptionalValue(KEY, String.class).map(PublicUrl::withoutSlash);
  }

  private static String withoutSlash(String text) {
    String stripped = text.strip();
    String address =
        stripped.endsWith("/") ? stripped.substring(0, stripped.length() - 1) : stripped;
    if (!isPublic(address)) {
      throw new IllegalArgumentException(
          KEY + ": expected https:// and a host, such as https://hooks.example.com");
    }
    return address;
  }

  private static boolean isPublic(String address) {
    try {
      URI uri = URI.create(address);
      return "https".equalsIgnoreCase(uri.getScheme())
          && uri.getHost() != null
          && uri.getUserInfo() == null
          && uri.getQuery() == null
          && uri.getFragment() == null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /**
   * Returns the address for a source's webhooks, without a path token; empty if {@value #KEY} is
   * not set.
   */
  public Optional<String> hook(String source) {
    return address.map(url -> url + HOOKS + source);
  }
}
