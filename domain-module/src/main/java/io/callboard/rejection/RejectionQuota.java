package io.callboard.rejection;

import io.callboard.network.Subnet;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The limits on the rejections that are written in a minute. The limit for one source, reason and
 * network is low, so that one sender leaves room for others. The limit for one source and reason is
 * higher, so that many senders leave room for other sources and reasons. A delivery for the
 * quarantine is written outside these limits when its key first arrives, because its sender knew
 * the secret. The sender of a repetition, or of a variant in parts without a signature, may not
 * know it; these count like any other refusal. Not thread-safe.
 */
final class RejectionQuota {
  static final int OF_NETWORK = 10;
  static final int OF_REASON = 300;
  static final int OF_QUARANTINE = 10_000;

  private static final Duration WINDOW = Duration.ofMinutes(1);

  private final Map<Key, Integer> counts = new HashMap<>();
  private final Set<String> keys =
      Collections.newSetFromMap(
          new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
              return size() > OF_QUARANTINE;
            }
          });
  private int quarantined;
  private Instant windowStart = Instant.MIN;

  private record Key(String source, String reason, String network) {}

  boolean admits(Rejection rejection) {
    if (!rejection.at().isBefore(windowStart.plus(WINDOW))) {
      windowStart = rejection.at();
      counts.clear();
      quarantined = 0;
    }
    if (rejection.kept() != null
        && quarantined < OF_QUARANTINE
        && keys.add(rejection.kept().key())) {
      quarantined++;
      return true;
    }
    Key all = new Key(rejection.countedAs(), rejection.reason(), "");
    Key network =
        new Key(rejection.countedAs(), rejection.reason(), Subnet.of(rejection.address()));
    if (counts.getOrDefault(all, 0) >= OF_REASON || counts.getOrDefault(network, 0) >= OF_NETWORK) {
      return false;
    }
    counts.merge(all, 1, Integer::sum);
    counts.merge(network, 1, Integer::sum);
    return true;
  }
}
