package io.callboard.web.request;

import io.callboard.json.JsonMembers;
import io.callboard.json.MalformedJson;
import io.callboard.problem.Problem;
import io.callboard.security.Role;
import io.callboard.security.Users;
import io.callboard.web.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/** Reads the JSON bodies of requests. */
public final class JsonRequest {
  private JsonRequest() {}

  /**
   * Reads a JSON object. A body that is too long is answered 413; a body that is not a JSON object,
   * or has other members, 400.
   *
   * @param longest the maximum length in bytes
   * @param known the members that the object may have
   */
  public static JsonMembers read(InputStream body, int longest, Set<String> known)
      throws IOException {
    byte[] bytes = body.readNBytes(longest + 1);
    if (bytes.length > longest) {
      throw new ProblemException(
          Problem.of(413, "A body of at most " + longest + " bytes was expected."));
    }
    try {
      JsonMembers members = JsonMembers.parse(bytes);
      requireKnown(members, known);
      return members;
    } catch (MalformedJson e) {
      throw new ProblemException(Problem.of(400, "A JSON object was expected: " + e.getMessage()));
    }
  }

  /** Answers 400 with the member's name if the object has an unknown member. */
  public static void requireKnown(JsonMembers members, Set<String> known) {
    for (String name : members.names()) {
      if (!known.contains(name)) {
        throw BadParameter.named(name, "This member is unknown; remove it or correct its name.");
      }
    }
  }

  /** Returns the member {@code name} of a user or token, or answers 400. */
  public static String name(JsonMembers members) {
    return members
        .string("name")
        .filter(Users::isName)
        .orElseThrow(
            () ->
                BadParameter.named(
                    "name", "1 to 100 letters, digits or characters . _ @ - were expected."));
  }

  /** Returns the member {@code role} of a user or token, or answers 400. */
  public static Role role(JsonMembers members) {
    return members
        .string("role")
        .flatMap(Role::of)
        .orElseThrow(
            () ->
                BadParameter.named(
                    "role", "One of " + String.join(", ", Role.ADMIN.words()) + " was expected."));
  }
}
