package io.callboard.rebuild;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rebuild found of one record.
 *
 * @param number its number within its job, from 1; 0 before it is kept
 * @param differences in how much the record differs
 * @param members the names of what differs, of which the first {@value #MAX_MEMBERS} are kept: a
 *     field of the record, {@code attributes.<name>} for a member of its document, {@code order}
 *     for what decides which event is newer
 * @param reason why it was left as it is, null where it was not
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

  /** Characters of a member's name. */
  static final int MAX_NAME = 200;

  public Finding {
    members = List.copyOf(members);
  }

  /** A finding as it is kept, with so many names, none too long. */
  Finding bounded() {
    List<String> names =
        members.stream()
            .limit(MAX_MEMBERS)
            .map(name -> name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME))
            .toList();
    return new Finding(number, source, kind, id, outcome, differences, names, reason);
  }
}
