package io.callboard.rebuild;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of a rebuild for one record.
 *
 * @param number its number within its job, from 1; 0 before it is stored
 * @param differences the number of members that differ
 * @param members the names of the members that differ; the first {@value #MAX_MEMBERS} are kept. A
 *     name is a field of the record, {@code attributes.<name>} for a member of its document, or
 *     {@code order} for the values that decide which event is newer
 * @param reason why the record was left as it is; null if it was not
 */
public record Finding(
    int number,
    String source,
    String kind,
    String id,
    FindingOutcome outcome,
    int differences,
    List<String> members,
    @Nullable String reason) {
  static final int MAX_MEMBERS = 50;

  /** The maximum length of a member's name in characters. */
  static final int MAX_NAME = 200;

  public Finding {
    members = List.copyOf(members);
  }

  /** Returns the finding with its list of names and each name cut to the limits. */
  Finding bounded() {
    List<String> names =
        members.stream()
            .limit(MAX_MEMBERS)
            .map(name -> name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME))
            .toList();
    return new Finding(number, source, kind, id, outcome, differences, names, reason);
  }
}
