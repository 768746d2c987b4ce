package io.callboard.network;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * The networks by which unknown clients are counted and limited: the /24 of an IPv4 address, the
 * /64 of an IPv6 address. One subscriber usually has a whole /64.
 */
public final class Subnet {
  /** The network of every text that is not an address. */
  public static final String UNKNOWN = Client.UNKNOWN;

  private static final int V4_PREFIX = 3;
  private static final int V6_PREFIX = 8;

  private Subnet() {}

  /** Returns the network of an address in CIDR notation, such as {@code 192.0.2.0/24}. */
  public static String of(String address) {
    int zone = address.indexOf('%');
    String literal = zone < 0 ? address : address.substring(0, zone);
    if (!Network.isAddress(literal)) {
      return UNKNOWN;
    }
    try {
      byte[] bytes = InetAddress.getByName(literal).getAddress();
      int prefix = bytes.length == 4 ? V4_PREFIX : V6_PREFIX;
      byte[] network = new byte[bytes.length];
      System.arraycopy(bytes, 0, network, 0, prefix);
      return InetAddress.getByAddress(network).getHostAddress() + "/" + prefix * 8;
    } catch (UnknownHostException e) {
      return UNKNOWN;
    }
  }
}
