package io.callboard.rejection;

import io.callboard.eventlog.DeliveryKeys;
import io.callboard.network.Network;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * How many rejections are written in a minute: few of one source, reason and network, so that one
 * sender leaves room for others, and more of one source and reason, so that many senders leave room
 * for other sources and reasons. A body that is kept because only time stands against it is written
 * once a minute, beside these counts: its sender knows the secret. Not for use by several threads
 * at once.
 */
final class RejectionQuota {
  static final int OF_NETWORK = 10;
  static final int OF_REASON = 300;
  static final int OF_QUARANTINE = 10_000;

  private static final Duration WINDOW = Duration.ofMinutes(1);

  private final Map<Key, Integer> counts = new HashMap<>();
  private final Set<String> quarantined = new HashSet<>();
  private Instant windowStart = Instant.MIN;

  private record Key(String source, String reason, String network) {}

  boolean admits(Rejection rejection) {
    if (!rejection.at().isBefore(windowStart.plus(WINDOW))) {
      windowStart = rejection.at();
      counts.clear();
      quarantined.clear();
    }
    if (rejection.quarantined().length > 0
        && quarantined.size() < OF_QUARANTINE
        && quarantined.add(rejection.countedAs() + DeliveryKeys.digest(rejection.quarantined()))) {
      return true;
    }
    Key all = new Key(rejection.countedAs(), rejection.reason(), "");
    Key network =
        new Key(
            rejection.countedAs(), rejection.reason(), Network.neighbourhood(rejection.address()));
    if (counts.getOrDefault(all, 0) >= OF_REASON || counts.getOrDefault(network, 0) >= OF_NETWORK) {
      return false;
    }
    counts.merge(all, 1, Integer::sum);
    counts.merge(network, 1, Integer::sum);
    return true;
  }
}
