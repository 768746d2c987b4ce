package io.callboard.audit;

import io.callboard.json.JsonMembers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Entries whose details an erasure removed. Only entries that name a record are erased, and each
 * erasure adds an entry with their numbers, which the chain seals: an entry that lost its details
 * otherwise was erased by hand.
 */
final class Erased {
  /** The action of the entry that names erased ones. */
  static final String ACTION = "entries.erased";

  /** Of an entry that names erased ones. */
  static final String SUBJECT = "audit trail";

  /** Actions whose subject is a record. */
  static final Set<String> OF_RECORDS = Set.of("record.exported", "hold.placed", "hold.lifted");

  /** How the actions end whose details hold the filter of a job. */
  static final String OF_JOBS = ".started";

  private static final String NUMBERS = "numbers";

  /** So many numbers fit in one detail. */
  private static final int IN_ONE_ENTRY = 50;

  private Erased() {}

  /** Whether an erasure can remove the details of an entry. */
  static boolean canBe(String action) {
    return OF_RECORDS.contains(action) || action.endsWith(OF_JOBS);
  }

  /** The details of as many entries as it takes to name these. */
  static List<Map<String, String>> naming(List<Long> numbers) {
    List<Map<String, String>> details = new ArrayList<>();
    for (int from = 0; from < numbers.size(); from += IN_ONE_ENTRY) {
      List<Long> some = numbers.subList(from, Math.min(numbers.size(), from + IN_ONE_ENTRY));
      details.add(
          Map.of(NUMBERS, some.stream().map(String::valueOf).collect(Collectors.joining(","))));
    }
    return details;
  }

  /** The numbers that the details of an entry name. */
  static List<Long> named(JsonMembers details) {
    return Arrays.stream(details.string(NUMBERS).orElse("").split(","))
        .filter(number -> !number.isEmpty())
        .map(Long::valueOf)
        .toList();
  }
}
