package io.callboard.web.request;

import io.callboard.problem.Problem;
import io.callboard.web.problem.ProblemException;
import java.util.Optional;
import java.util.UUID;

/** Ids as they come in paths. */
public final class Ids {
  /** Characters of a record's id, as the contract limits it. */
  public static final int LONGEST = 255;

  /** Characters of a source's name. */
  public static final int LONGEST_SOURCE = 40;

  /** Characters of a kind. */
  public static final int LONGEST_KIND = 100;

  private Ids() {}

  /** A UUID in its usual form, absent for anything else. */
  static Optional<UUID> uuid(String text) {
    try {
      UUID id = UUID.fromString(text);
      return id.toString().equalsIgnoreCase(text) ? Optional.of(id) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** A UUID that must be one, for nothing else can be found. */
  public static UUID require(String text) {
    return uuid(text).orElseThrow(Ids::notFound);
  }

  /** Whether anything can have this id: nothing has one that is longer or has a NUL. */
  public static boolean canBe(String... ids) {
    for (String id : ids) {
      if (id.length() > LONGEST || id.indexOf('\0') >= 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether a record can have this kind, source and id. */
  public static boolean canBeRecord(String kind, String source, String id) {
    return canBe(kind, source, id)
        && source.length() <= LONGEST_SOURCE
        && kind.length() <= LONGEST_KIND;
  }

  /** 404: nothing has the id that was asked for. */
  public static ProblemException notFound() {
    return new ProblemException(Problem.of(404, "Nothing has this id."));
  }
}
