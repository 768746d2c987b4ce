package io.callboard.network;

/**
 * Who sent a request, as far as it can be known.
 *
 * @param address the one that is not a trusted proxy's; {@value #UNKNOWN}, which is in no network,
 *     when a trusted proxy named none
 * @param secure whether the request came to us, or to the proxy nearest to us, by HTTPS
 */
public record Client(String address, boolean secure) {
  static final String UNKNOWN = "unknown";

  private static final Networks LOOPBACK = Networks.of("127.0.0.0/8", "::1");

  /** Whether nobody on the way could read the request: by HTTPS, or within this machine. */
  public boolean isPrivate() {
    return secure || LOOPBACK.contains(address);
  }
}
