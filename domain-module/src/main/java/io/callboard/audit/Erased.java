package io.callboard.audit;

import io.callboard.json.JsonMembers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Entries whose details an erasure removed. Only entries that name a record are erased. Each
 * erasure adds entries with their numbers, which the chain seals. An entry without details that is
 * not named was erased by hand.
 */
final class Erased {
  /** The action of an entry that names erased entries. */
  static final String ACTION = "entries.erased";

  /** The subject of an entry that names erased entries. */
  static final String SUBJECT = "audit trail";

  /** Actions whose subject is a record. */
  static final Set<String> OF_RECORDS = Set.of("record.exported", "hold.placed", "hold.lifted");

  /** The suffix of actions whose details hold the filter of a job. */
  static final String OF_JOBS = ".started";

  private static final String NUMBERS = "numbers";

  /** How many numbers fit in one detail. */
  private static final int IN_ONE_ENTRY = 50;

  private Erased() {}

  /** Returns whether an erasure can remove the details of an entry with this action. */
  static boolean canBe(String action) {
    return OF_RECORDS.contains(action) || action.endsWith(OF_JOBS);
  }

  /** Returns the details of the entries that name these numbers. */
  static List<Map<String, String>> naming(List<Long> numbers) {
    List<Map<String, String>> details = new ArrayList<>();
    for (int from = 0; from < numbers.size(); from += IN_ONE_ENTRY) {
      List<Long> some = numbers.subList(from, Math.min(numbers.size(), from + IN_ONE_ENTRY));
      details.add(
          Map.of(NUMBERS, some.stream().map(String::valueOf).collect(Collectors.joining(","))));
    }
    return details;
  }

  /** Returns the numbers that the details of an entry name. */
  static List<Long> named(JsonMembers details) {
    return Arrays.stream(details.string(NUMBERS).orElse("").split(","))
        .filter(number -> !number.isEmpty())
        .map(Long::valueOf)
        .toList();
  }
}
