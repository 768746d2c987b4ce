package io.callboard.intake;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One request to a hook, as it came.
 *
 * @param id UUIDv7 of the arrival time; becomes the event's id
 * @param contentType the header as sent, null when there was none
 * @param headers by lower-case name; those of {@link #CREDENTIALS} are left out before this is made
 * @param body the exact bytes; shared, not copied: no one writes to it
 * @param receivedAt when the request was read
 * @param address the sender's address, after trusted proxies
 */
public record Delivery(
    UUID id,
    String source,
    @Nullable String contentType,
    Map<String, List<String>> headers,
    byte[] body,
    Instant receivedAt,
    String address) {

  /** The headers that hold credentials of the caller, in lower case: no delivery keeps them. */
  public static final Set<String> CREDENTIALS =
      Set.of("authorization", "cookie", "proxy-authorization", "x-api-token");

  public Delivery {
    headers = Map.copyOf(headers);
  }

  /** All values of a header, by its lower-case name. */
  public List<String> header(String name) {
    return headers.getOrDefault(name, List.of());
  }

  /** The content type without parameters, in lower case. */
  public Optional<String> mediaType() {
    return Optional.ofNullable(contentType)
        .map(type -> type.split(";", 2)[0].strip().toLowerCase(java.util.Locale.ROOT));
  }
}
