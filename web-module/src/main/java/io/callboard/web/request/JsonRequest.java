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

/** The body of a request that changes something. */
public final class JsonRequest {
  private JsonRequest() {}

  /**
   * Reads a JSON object; one that is too long is answered 413, and what is no such object, or has
   * other members, 400.
   *
   * @param longest in bytes
   * @param known the members that it may have
   */
  public static JsonMembers read(InputStream body, int longest, Set<String> known)
      throws IOException {
    byte[] bytes = body.readNBytes(longest + 1);
    if (bytes.length > longest) {
      throw new ProblemException(Problem.of(413, "At most " + longest + " bytes were expected."));
    }
    try {
      JsonMembers members = JsonMembers.parse(bytes);
      requireKnown(members, known);
      return members;
    } catch (MalformedJson e) {
      throw new ProblemException(Problem.of(400, "A JSON object was expected: " + e.getMessage()));
    }
  }

  /** Answers 400, naming the member, where an object has one that is not known. */
  public static void requireKnown(JsonMembers members, Set<String> known) {
    for (String name : members.names()) {
      if (!known.contains(name)) {
        throw BadParameter.named(name, "There is no such member here.");
      }
    }
  }

  /** The member {@code name} of who may sign in, or 400. */
  public static String name(JsonMembers members) {
    return members
        .string("name")
        .filter(Users::isName)
        .orElseThrow(
            () ->
                BadParameter.named(
                    "name", "1 to 100 letters, digits or any of . _ @ - were expected."));
  }

  /** The member {@code role} of who may sign in, or 400. */
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
