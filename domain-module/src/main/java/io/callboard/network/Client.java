package io.callboard.network;

/**
 * The sender of a request, as far as it is known.
 *
 * @param address the address that is not a trusted proxy's; {@value #UNKNOWN}, which is in no
 *     network, when a trusted proxy named none
 * @param secure whether the request reached Callboard, or the proxy nearest to it, by HTTPS
 */
public record Client(String address, boolean secure) {
  static final String UNKNOWN = "unknown";

  private static final Networks LOOPBACK = Networks.of("127.0.0.0/8", "::1");

  /**
   * Returns whether nobody could read the request in transit: it used HTTPS, or stayed on this
   * machine.
   */
  public boolean isPrivate() {
    return secure || LOOPBACK.contains(address);
  }
}
