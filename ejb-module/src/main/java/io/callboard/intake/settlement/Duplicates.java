package io.callboard.intake.settlement;

import io.callboard.eventlog.EventLog;
import io.callboard.intake.settlement.DuplicateDetection.Verdict;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * The number of duplicates that one transaction adds to each original. An original is in the log or
 * in the transaction itself.
 */
final class Duplicates {
  /** Maximum number of duplicates of one event that have their own rows. */
  static final int MAX_ROWS = 100;

  private final Map<UUID, Integer> counts = new HashMap<>();
  private final SortedMap<UUID, Integer> added = new TreeMap<>();
  private final Set<UUID> logged;

  /**
   * @param verdicts the verdicts on all events of the transaction
   * @param own the ids of the transaction's own events
   */
  Duplicates(Collection<Verdict> verdicts, Set<UUID> own, EventLog eventLog) {
    Set<UUID> originals = new TreeSet<>();
    for (Verdict verdict : verdicts) {
      if (verdict instanceof Verdict.Duplicate duplicate && !own.contains(duplicate.original())) {
        originals.add(duplicate.original());
      }
    }
    counts.putAll(originals.isEmpty() ? Map.of() : eventLog.lockDuplicates(originals));
    logged = new HashSet<>(counts.keySet());
  }

  /** Counts one more duplicate and returns whether it gets its own row. */
  boolean count(UUID original) {
    added.merge(original, 1, Integer::sum);
    return counts.merge(original, 1, Integer::sum) <= MAX_ROWS;
  }

  /** Returns how many duplicates of an event were counted. */
  int of(UUID original) {
    return added.getOrDefault(original, 0);
  }

  /** Returns the counts to add to originals that were in the log before. */
  SortedMap<UUID, Integer> ofLogged() {
    SortedMap<UUID, Integer> ofLogged = new TreeMap<>(added);
    ofLogged.keySet().retainAll(logged);
    return ofLogged;
  }
}
