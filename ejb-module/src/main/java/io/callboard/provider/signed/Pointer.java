package io.callboard.provider.signed;

import io.callboard.json.JsonMembers;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A JSON pointer (RFC 6901) to a value inside an object. */
record Pointer(List<String> tokens) {
  private static final int LONGEST = 1_000;

  /** Parses a pointer; empty for other text, and for the pointer to the whole document. */
  static Optional<Pointer> parse(String text) {
    if (!text.startsWith("/") || text.length() > LONGEST || text.matches("(?s).*~(?![01]).*")) {
      return Optional.empty();
    }
    return Optional.of(
        new Pointer(
            Arrays.stream(text.substring(1).split("/", -1))
                .map(token -> token.replace("~1", "/").replace("~0", "~"))
                .toList()));
  }

  /** Returns the value at this pointer in an object; empty without one. */
  Optional<JsonValue> in(JsonMembers object) {
    Optional<JsonValue> value = object.text(tokens.getFirst()).map(JsonValue::new);
    for (String token : tokens.subList(1, tokens.size())) {
      value = value.flatMap(parent -> parent.child(token));
    }
    return value;
  }
}
