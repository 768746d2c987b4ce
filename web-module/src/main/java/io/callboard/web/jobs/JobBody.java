package io.callboard.web.jobs;

import io.callboard.job.JobRequest;
import io.callboard.json.JsonMembers;
import io.callboard.web.request.BadParameter;
import io.callboard.web.request.JsonRequest;
import io.callboard.web.request.Parameters;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a request says of a job; each wrong member is answered 400 with its name. */
final class JobBody {
  private static final String FILTER = "filter";

  private final JsonMembers members;

  private JobBody(JsonMembers members) {
    this.members = members;
  }

  /** Reads a body of at most {@value JobRequest#MAX_FILTER} bytes with these members at most. */
  static JobBody read(InputStream body, Set<String> known) throws IOException {
    return new JobBody(JsonRequest.read(body, JobRequest.MAX_FILTER, known));
  }

  /** {@code true} or {@code false}; absent is false. */
  boolean flag(String name) {
    if (!members.names().contains(name)) {
      return false;
    }
    return members
        .bool(name)
        .orElseThrow(() -> BadParameter.named(name, "true or false was expected."));
  }

  /** A text that must be there, of 1 to {@code longest} characters. */
  String text(String name, int longest) {
    return members
        .string(name)
        .filter(text -> !text.isBlank() && text.length() <= longest && text.indexOf('\0') < 0)
        .orElseThrow(
            () ->
                BadParameter.named(
                    name, "A text of 1 to " + longest + " characters was expected."));
  }

  /** One of some words; the first where there is none. */
  String word(String name, List<String> words) {
    if (!members.names().contains(name)) {
      return words.getFirst();
    }
    return members
        .string(name)
        .filter(words::contains)
        .orElseThrow(
            () ->
                BadParameter.named(name, "One of " + String.join(", ", words) + " was expected."));
  }

  /** The filter, which must be there, though it may ask for all. */
  Parameters filter(Set<String> known) {
    JsonMembers filter =
        members
            .object(FILTER)
            .orElseThrow(
                () ->
                    BadParameter.named(
                        FILTER, "An object was expected; use {} to select everything."));
    JsonRequest.requireKnown(filter, known);
    Map<String, List<String>> values = new HashMap<>();
    for (String name : filter.names()) {
      values.put(
          name,
          List.of(
              filter
                  .string(name)
                  .orElseThrow(() -> BadParameter.named(name, "A text was expected."))));
    }
    return new Parameters(values);
  }
}
