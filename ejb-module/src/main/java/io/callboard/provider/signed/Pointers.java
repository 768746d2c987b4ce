package io.callboard.provider.signed;

import io.callboard.json.JsonMembers;
import io.callboard.provider.Source;
import io.callboard.provider.SourceFindings;
import java.util.List;
import java.util.Optional;

/**
 * The positions of an event's parts, as {@code callboard.sources.<name>.pointer.*} configures them.
 */
record Pointers(JsonMembers event, Source source) {
  static final String ID = "pointer.id";
  static final String TYPE = "pointer.type";
  static final String SUBJECT = "pointer.subject";
  static final String TIME = "pointer.time";
  static final String DOCUMENT = "pointer.document";

  private static final List<String> REQUIRED = List.of(TYPE, SUBJECT);
  private static final List<String> OPTIONAL = List.of(ID, TIME, DOCUMENT);

  static void examine(Source source, SourceFindings findings) {
    for (String setting : REQUIRED) {
      if (source.settings().apply(setting).flatMap(Pointer::parse).isEmpty()) {
        findings.wrong(setting, "a JSON pointer such as /data/id");
      }
    }
    for (String setting : OPTIONAL) {
      Optional<String> text = source.settings().apply(setting);
      if (text.isPresent() && text.flatMap(Pointer::parse).isEmpty()) {
        findings.wrong(setting, "a JSON pointer such as /data/id");
      }
    }
  }

  boolean has(String setting) {
    return source.settings().apply(setting).isPresent();
  }

  /** Returns the value at the pointer of a setting; empty without the setting or the value. */
  Optional<JsonValue> at(String setting) {
    return source
        .settings()
        .apply(setting)
        .flatMap(Pointer::parse)
        .flatMap(pointer -> pointer.in(event));
  }
}
