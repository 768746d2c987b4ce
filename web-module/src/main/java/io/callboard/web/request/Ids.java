package io.callboard.web.request;

import io.callboard.problem.Problem;
import io.callboard.web.problem.ProblemException;
import java.util.Optional;
import java.util.UUID;

/** The rules for ids in paths. */
public final class Ids {
  /** The maximum length of a record's id in characters, as the contract limits it. */
  public static final int LONGEST = 255;

  /** The maximum length of a source's name in characters. */
  public static final int LONGEST_SOURCE = 40;

  /** The maximum length of a kind in characters. */
  public static final int LONGEST_KIND = 100;

  private Ids() {}

  /** Returns a UUID in its canonical form; empty for any other text. */
  static Optional<UUID> uuid(String text) {
    try {
      UUID id = UUID.fromString(text);
      return id.toString().equalsIgnoreCase(text) ? Optional.of(id) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Returns the text as a UUID, or answers 404: no other id exists. */
  public static UUID require(String text) {
    return uuid(text).orElseThrow(Ids::notFound);
  }

  /** Returns whether these ids can exist: no id is longer than {@value #LONGEST} or has a NUL. */
  public static boolean canBe(String... ids) {
    for (String id : ids) {
      if (id.length() > LONGEST || id.indexOf('\0') >= 0) {
        return false;
      }
    }
    return true;
  }

  /** Returns whether a record can have this kind, source and id. */
  public static boolean canBeRecord(String kind, String source, String id) {
    return canBe(kind, source, id)
        && source.length() <= LONGEST_SOURCE
        && kind.length() <= LONGEST_KIND;
  }

  /** Returns a 404 for an id that does not exist. */
  public static ProblemException notFound() {
    return new ProblemException(Problem.of(404, "Nothing has this id."));
  }
}
