package io.callboard.provider.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An answer of a provider's API.
 *
 * @param headers by lower-case name
 * @param body empty unless the status is 200 or 410
 */
public record ApiAnswer(int status, Map<String, List<String>> headers, byte[] body) {
  public ApiAnswer {
    headers = Map.copyOf(headers);
  }

  /** Returns the first value of a header, by its lower-case name. */
  public Optional<String> header(String name) {
    return headers.getOrDefault(name, List.of()).stream().findFirst();
  }

  /** Returns a header that is a count or a time in seconds, by its lower-case name. */
  public Optional<Long> number(String name) {
    return header(name).filter(text -> text.matches("[0-9]{1,12}")).map(Long::valueOf);
  }
}
