package io.callboard.intake.settlement;

import io.callboard.eventlog.EventLog;
import io.callboard.intake.settlement.Repetitions.Verdict;
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
 * Counts the duplicates that one transaction settles on their originals, in the log or in the
 * transaction itself.
 */
final class Duplicates {
  /** How many duplicates of one event are kept as rows of their own. */
  static final int MAX_ROWS = 100;

  private final Map<UUID, Integer> counts = new HashMap<>();
  private final SortedMap<UUID, Integer> added = new TreeMap<>();
  private final Set<UUID> logged;

  /**
   * @param verdicts of all events of the transaction
   * @param own the transaction's own events
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

  /** Counts one more duplicate and says whether it is to have a row of its own. */
  boolean count(UUID original) {
    added.merge(original, 1, Integer::sum);
    return counts.merge(original, 1, Integer::sum) <= MAX_ROWS;
  }

  /** How many duplicates of an event were counted here. */
  int of(UUID original) {
    return added.getOrDefault(original, 0);
  }

  /** What is to be added to originals that were in the log before. */
  SortedMap<UUID, Integer> ofLogged() {
    SortedMap<UUID, Integer> ofLogged = new TreeMap<>(added);
    ofLogged.keySet().retainAll(logged);
    return ofLogged;
  }
}
