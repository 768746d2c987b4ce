package io.callboard.network;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import org.eclipse.microprofile.config.Config;

/**
 * Whether a request may reach what is not a hook: its client must be in one of {@value #INTRANET},
 * where that is set, and must have come by HTTPS or from this machine.
 */
@ApplicationScoped
public class Admission {
  /** What a client is told that must come by HTTPS. */
  public static final String NEEDS_HTTPS =
      "From another machine this is reached by HTTPS alone: others could read along. Behind a proxy"
          + " that takes HTTPS, name it in callboard.http.trusted-proxies and let it send"
          + " X-Forwarded-For and X-Forwarded-Proto.";

  static final String INTRANET = "callboard.intranet.networks";

  private final Clients clients;
  private final Networks intranet;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected Admission() {
    this.clients = null;
    this.intranet = Networks.of();
  }

  /**
   * Reads the networks.
   *
   * @throws IllegalArgumentException if the setting cannot be used
   */
  @Inject
  public Admission(Clients clients, Config config) {
    this.clients = clients;
    this.intranet = Networks.configured(config, INTRANET);
  }

  /** Whether anybody may reach it. */
  public boolean isOpen() {
    return intranet.isEmpty();
  }

  /** What becomes of a request. */
  public Verdict of(HttpServletRequest request) {
    return of(clients.of(request));
  }

  /** Returns the verdict on a health probe, which a trusted proxy may send for itself. */
  public Verdict ofProbe(HttpServletRequest request) {
    return of(clients.ofProbe(request));
  }

  Verdict of(Client client) {
    if (!intranet.isEmpty() && !intranet.contains(client.address())) {
      return Verdict.FOREIGN;
    }
    return client.isPrivate() ? Verdict.ADMITTED : Verdict.READABLE_ON_THE_WAY;
  }

  /** What becomes of a request. */
  public enum Verdict {
    ADMITTED,
    /** From outside the intranet: to it, nothing but hooks exists. */
    FOREIGN,
    /** By plain HTTP from another machine: whoever listens would read the password. */
    READABLE_ON_THE_WAY
  }
}
