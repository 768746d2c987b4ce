package io.callboard.provider.signed;

import io.callboard.json.JsonMembers;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A JSON value, as the text that {@link JsonMembers} returned. */
record JsonValue(String text) {
  private static final String VALUE = "value";

  Optional<JsonValue> child(String token) {
    Optional<String> member = members().object(VALUE).flatMap(object -> object.text(token));
    return member.or(() -> element(token)).map(JsonValue::new);
  }

  private Optional<String> element(String token) {
    if (!token.matches("0|[1-9][0-9]{0,6}")) {
      return Optional.empty();
    }
    List<String> elements = members().elements(VALUE);
    int index = Integer.parseInt(token);
    return index < elements.size() ? Optional.of(elements.get(index)) : Optional.empty();
  }

  /** Returns an unescaped string, or the digits of a number; empty for other values. */
  Optional<String> literal() {
    return members().literal(VALUE);
  }

  boolean isNull() {
    return members().isNull(VALUE);
  }

  Optional<JsonMembers> object() {
    return members().object(VALUE);
  }

  private JsonMembers members() {
    return JsonMembers.of(Map.of(VALUE, text));
  }
}
