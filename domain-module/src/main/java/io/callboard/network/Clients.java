package io.callboard.network;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/**
 * Finds the client of a request. The peer of the connection is the client, unless it is one of
 * {@value #TRUSTED_PROXIES}. Then {@code X-Forwarded-For} is read from its end, where each proxy
 * adds its caller, up to the first address that is not a trusted proxy's. {@code X-Forwarded-Proto}
 * says whether the proxy was called by HTTPS. From other peers both headers are ignored, because
 * anybody can forge them. If a trusted proxy forwards no address, the client is unknown: the
 * proxy's own address could belong to the intranet.
 */
@ApplicationScoped
public class Clients {
  static final String TRUSTED_PROXIES = "callboard.http.trusted-proxies";

  private static final String FORWARDED_FOR = "X-Forwarded-For";

  /** The limit of proxies in a row, higher than in any real network. */
  static final int MAX_HOPS = 20;

  private final Networks proxies;

  /** For the container's proxy. */
  protected Clients() {
    this.proxies = Networks.of();
  }

  /**
   * Reads the proxies.
   *
   * @throws IllegalArgumentException if the setting cannot be used
   */
  @Inject
  public Clients(Config config) {
    this.proxies = Networks.configured(config, TRUSTED_PROXIES);
  }

  /** Returns the client of a request. */
  public Client of(HttpServletRequest request) {
    String peer = request.getRemoteAddr();
    if (!isProxy(peer)) {
      return new Client(peer, request.isSecure());
    }
    return behindProxy(
        values(request, FORWARDED_FOR),
        last(values(request, "X-Forwarded-Proto")),
        request.isSecure());
  }

  /**
   * Returns the client of a health probe. A load balancer sends probes of its own, so the peer is
   * the client if no address is forwarded.
   */
  Client ofProbe(HttpServletRequest request) {
    return values(request, FORWARDED_FOR).isEmpty()
        ? new Client(request.getRemoteAddr(), request.isSecure())
        : of(request);
  }

  boolean isProxy(String peer) {
    return !proxies.isEmpty() && proxies.contains(peer);
  }

  /**
   * Returns the client of a request that a trusted proxy forwarded.
   *
   * @param forwardedFor the header's addresses, in order
   * @param forwardedProto the header's last value; null without the header
   * @param secure whether the proxy itself called by HTTPS
   */
  Client behindProxy(List<String> forwardedFor, @Nullable String forwardedProto, boolean secure) {
    boolean secureToProxy =
        forwardedProto == null ? secure : forwardedProto.equalsIgnoreCase("https");
    return new Client(untrusted(forwardedFor), secureToProxy);
  }

  private String untrusted(List<String> hops) {
    String address = Client.UNKNOWN;
    for (int i = 0; i < hops.size() && i < MAX_HOPS; i++) {
      address = withoutPort(hops.get(hops.size() - 1 - i));
      if (!Network.isAddress(address)) {
        return Client.UNKNOWN;
      }
      if (!isProxy(address)) {
        return address;
      }
    }
    return hops.size() > MAX_HOPS ? Client.UNKNOWN : address;
  }

  /** Removes the port that some proxies add: {@code 192.0.2.1:4711}, {@code [2001:db8::1]:4711}. */
  private static String withoutPort(String hop) {
    if (hop.startsWith("[")) {
      int end = hop.indexOf(']');
      return end < 0 ? hop : hop.substring(1, end);
    }
    int colon = hop.indexOf(':');
    return colon >= 0 && colon == hop.lastIndexOf(':') ? hop.substring(0, colon) : hop;
  }

  /**
   * Returns the entries of a list that may be spread over several headers (RFC 9110, section 5.3).
   */
  private static List<String> values(HttpServletRequest request, String name) {
    List<String> values = new ArrayList<>();
    for (String header : Collections.list(request.getHeaders(name))) {
      Arrays.stream(header.split(",", -1)).map(String::strip).forEach(values::add);
    }
    return values;
  }

  private static @Nullable String last(List<String> values) {
    return values.isEmpty() ? null : values.getLast();
  }
}
