package io.callboard.network;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

/**
 * An IPv4 or IPv6 network in CIDR notation, such as {@code 10.0.0.0/8}; an address without a prefix
 * length is a network of one address. Names are never looked up.
 */
public final class Network {
  private static final int LONGEST_LITERAL = 45;

  private final byte[] address;
  private final int length;

  private Network(byte[] address, int length) {
    this.address = address;
    this.length = length;
  }

  /** Reads a network; empty if the text is not a network, or has bits set beyond its prefix. */
  public static Optional<Network> parse(String text) {
    int slash = text.indexOf('/');
    Optional<byte[]> address = literal(slash < 0 ? text : text.substring(0, slash));
    return address.flatMap(
        bytes ->
            (slash < 0 ? Optional.of(bytes.length * 8) : length(text.substring(slash + 1)))
                .filter(length -> length <= bytes.length * 8)
                .filter(length -> Arrays.equals(bytes, masked(bytes, length)))
                .map(length -> new Network(bytes, length)));
  }

  /** Returns whether the text is an address and not a name. */
  static boolean isAddress(String text) {
    return literal(text).isPresent();
  }

  private static Optional<Integer> length(String text) {
    return text.matches("[0-9]{1,3}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
  }

  /** Returns whether the text is an address in this network; false for any other text. */
  public boolean contains(String text) {
    return literal(withoutZone(text))
        .filter(bytes -> bytes.length == address.length)
        .filter(bytes -> Arrays.equals(address, masked(bytes, length)))
        .isPresent();
  }

  private static String withoutZone(String address) {
    int zone = address.indexOf('%');
    return zone < 0 ? address : address.substring(0, zone);
  }

  private static byte[] masked(byte[] address, int length) {
    byte[] masked = address.clone();
    for (int i = 0; i < masked.length; i++) {
      int bits = Math.clamp(length - 8L * i, 0, 8);
      masked[i] = (byte) (masked[i] & (0xFF00 >> bits));
    }
    return masked;
  }

  /**
   * Parses an address. Only text that cannot be a host name goes to {@link InetAddress}, which maps
   * ::ffff:a.b.c.d to IPv4.
   */
  private static Optional<byte[]> literal(String text) {
    if (text.length() > LONGEST_LITERAL) {
      return Optional.empty();
    }
    if (!text.contains(":")) {
      return v4(text);
    }
    if (!text.matches("[0-9A-Fa-f:.]+")) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(text).getAddress());
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  private static Optional<byte[]> v4(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 4) {
      return Optional.empty();
    }
    byte[] address = new byte[4];
    for (int i = 0; i < 4; i++) {
      if (!parts[i].matches("0|[1-9][0-9]{0,2}") || Integer.parseInt(parts[i]) > 255) {
        return Optional.empty();
      }
      address[i] = (byte) Integer.parseInt(parts[i]);
    }
    return Optional.of(address);
  }
}
