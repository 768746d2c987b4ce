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

/** A request for a job; a member that cannot be used is answered 400 with its name. */
final class JobBody {
  private static final String FILTER = "filter";

  private final JsonMembers members;

  private JobBody(JsonMembers members) {
    this.members = members;
  }

  /** Reads a body of at most {@value JobRequest#MAX_FILTER} bytes that has only these members. */
  static JobBody read(InputStream body, Set<String> known) throws IOException {
    return new JobBody(JsonRequest.read(body, JobRequest.MAX_FILTER, known));
  }

  /** Returns {@code true} or {@code false}; an absent member is false. */
  boolean flag(String name) {
    if (!members.names().contains(name)) {
      return false;
    }
    return members
        .bool(name)
        .orElseThrow(() -> BadParameter.named(name, "true or false was expected."));
  }

  /** Returns a required text of 1 to {@code longest} characters that is not blank. */
  String text(String name, int longest) {
    return members
        .string(name)
        .filter(text -> !text.isBlank() && text.length() <= longest && text.indexOf('\0') < 0)
        .orElseThrow(
            () ->
                BadParameter.named(
                    name, "A text of 1 to " + longest + " characters was expected."));
  }

  /** Returns one of some words; the first if the member is absent. */
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

  /** Returns the filter, which is required but may select everything. */
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
                  .orElseThrow(() -> BadParameter.named(name, "A JSON string was expected."))));
    }
    return new Parameters(values);
  }
}
