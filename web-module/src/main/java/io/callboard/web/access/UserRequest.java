package io.callboard.web.access;

import io.callboard.json.JsonMembers;
import io.callboard.security.PasswordHash;
import io.callboard.security.Role;
import io.callboard.web.request.BadParameter;
import io.callboard.web.request.JsonRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A request about a user; a member that cannot be used is answered 400 with its name. */
final class UserRequest {
  static final int MAX_BYTES = 4_096;
  private static final Set<String> MEMBERS = Set.of("name", "role", "password");

  private final JsonMembers members;

  private UserRequest(JsonMembers members) {
    this.members = members;
  }

  /** Reads a body of at most {@value #MAX_BYTES} bytes. */
  static UserRequest read(InputStream body) throws IOException {
    return new UserRequest(JsonRequest.read(body, MAX_BYTES, MEMBERS));
  }

  String name() {
    return JsonRequest.name(members);
  }

  /** Answers 400 if the body has a name that differs from the path's. */
  void requireName(String path) {
    if (members.names().contains("name") && !name().equals(path)) {
      throw BadParameter.named(
          "name", "A user cannot be renamed; send the name in the path, or no name.");
    }
  }

  Role role() {
    return JsonRequest.role(members);
  }

  PasswordHash password() {
    return members
        .string("password")
        .filter(PasswordHash::fits)
        .map(PasswordHash::of)
        .orElseThrow(
            () ->
                BadParameter.named(
                    "password",
                    PasswordHash.MIN_LENGTH
                        + " to "
                        + PasswordHash.MAX_LENGTH
                        + " characters were expected."));
  }

  /** Returns the new password; null to keep the stored one. */
  @Nullable PasswordHash passwordIfGiven() {
    return members.names().contains("password") ? password() : null;
  }
}
