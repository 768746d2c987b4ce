package io.callboard.network;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import org.eclipse.microprofile.config.Config;

/**
 * Decides whether a request may reach anything but a hook. If {@value #INTRANET} is set, the client
 * must be in one of these networks. The request must use HTTPS or come from this machine.
 */
@ApplicationScoped
public class Admission {
  /** The detail of the answer to a client that must use HTTPS. */
  public static final String NEEDS_HTTPS =
      "The request came over plain HTTP from another machine, but HTTPS is required. If a proxy"
          + " accepts HTTPS for Callboard, name it in callboard.http.trusted-proxies and make it"
          + " send X-Forwarded-For and X-Forwarded-Proto.";

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

  /** Returns whether clients of any network are admitted. */
  public boolean isOpen() {
    return intranet.isEmpty();
  }

  /** Returns the verdict on a request. */
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

  /** The verdict on a request. */
  public enum Verdict {
    ADMITTED,
    /** From outside the intranet: everything but the hooks is answered 404. */
    FOREIGN,
    /** Over plain HTTP from another machine: an eavesdropper could read the password. */
    READABLE_ON_THE_WAY
  }
}
