package io.callboard.intake.settlement;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The count, on this node, of failures of our own code at one object, such as an event, until the
 * object is certainly the cause. The broker's delivery count is no substitute: outages increase it
 * too.
 */
public final class RepeatedFailures {
  /** The number of failures after which the object is given up. */
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

  /** Counts a failure and returns whether there were enough; if so, the count restarts at zero. */
  public synchronized boolean reachLimit(Object thing) {
    boolean enough = failures.merge(thing, 1, Integer::sum) >= ENOUGH;
    if (enough) {
      failures.remove(thing);
    }
    return enough;
  }
}
