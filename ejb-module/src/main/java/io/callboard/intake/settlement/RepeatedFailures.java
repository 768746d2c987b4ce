package io.callboard.intake.settlement;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts on this node how often our own code failed at one thing, an event say, until it is certain
 * that the thing is to blame. The broker's count will not do: an outage raises that too.
 */
public final class RepeatedFailures {
  /** After so many failures the thing is given up. */
  static final int ENOUGH = 5;

  private static final int KNOWN = 1_000;

  private final Map<Object, Integer> failures =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, Integer> eldest) {
          return size() > KNOWN;
        }
      };

  /** Counts a failure and returns whether they are enough; then the count begins again. */
  public synchronized boolean areEnough(Object thing) {
    boolean enough = failures.merge(thing, 1, Integer::sum) >= ENOUGH;
    if (enough) {
      failures.remove(thing);
    }
    return enough;
  }
}
