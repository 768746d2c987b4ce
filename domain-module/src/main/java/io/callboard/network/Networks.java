package io.callboard.network;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/** A set of networks. */
record Networks(List<Network> all) {
  Networks {
    all = List.copyOf(all);
  }

  static Networks of(String... networks) {
    return new Networks(
        Arrays.stream(networks).map(text -> Network.parse(text).orElseThrow()).toList());
  }

  /**
   * Reads the comma-separated networks of a setting; empty if it is not set.
   *
   * @throws IllegalArgumentException if an entry is not a network; the message has the key but no
   *     value
   */
  static Networks configured(Config config, String key) {
    return new Networks(
        config.getOptionalValue(key, String.class).stream()
            .flatMap(text -> Arrays.stream(text.split(",", -1)))
            .map(text -> network(key, text.strip()))
            .toList());
  }

  private static Network network(String key, String text) {
    Optional<Network> network = Network.parse(text);
    return network.orElseThrow(
        () ->
            new IllegalArgumentException(
                key + ": expected networks such as 192.0.2.0/24, 2001:db8::/32"));
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  boolean contains(String address) {
    return all.stream().anyMatch(network -> network.contains(address));
  }
}
