package io.callboard.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * The names and types of an answer's members. A documented answer may omit members. Of a list it
 * shows some items, and each of them must match some item of the answer.
 */
final class Shape {
  /** Null on the last page of a list and a text on all others, so both types are accepted. */
  private static final String NEXT = "answer.next";

  private Shape() {}

  /** Returns in words how an answer differs from the documented one; empty if it matches. */
  static List<String> differences(JsonNode shown, JsonNode answer) {
    return differences("answer", shown, answer);
  }

  private static List<String> differences(String at, JsonNode shown, JsonNode answer) {
    if (at.equals(NEXT) && (answer.isNull() || answer.isTextual())) {
      return List.of();
    }
    JsonNodeType type = shown.getNodeType();
    if (answer.getNodeType() != type) {
      return List.of(at + " is shown as " + type + " and is " + answer);
    }
    List<String> found = new ArrayList<>();
    shown
        .properties()
        .forEach(
            member -> {
              String below = at + "." + member.getKey();
              JsonNode value = answer.get(member.getKey());
              found.addAll(
                  value == null
                      ? List.of(below + " is missing in " + answer)
                      : differences(below, member.getValue(), value));
            });
    if (shown.isArray()) {
      shown.forEach(item -> found.addAll(ofItems(at + "[]", item, answer)));
    }
    return found;
  }

  private static List<String> ofItems(String at, JsonNode shown, JsonNode answer) {
    List<List<String>> each =
        StreamSupport.stream(answer.spliterator(), false)
            .map(item -> differences(at, shown, item))
            .toList();
    return each.stream().anyMatch(List::isEmpty)
        ? List.of()
        : each.stream().findFirst().orElse(List.of(at + " is empty"));
  }
}
