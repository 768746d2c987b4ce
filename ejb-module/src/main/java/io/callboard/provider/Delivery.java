package io.callboard.provider;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request to a hook, as received.
 *
 * @param id UUIDv7 of the arrival time; becomes the event's id
 * @param contentType the header as sent, null without one
 * @param headers by lower-case name; the caller has left out those of {@link #CREDENTIALS}
 * @param body the exact bytes, shared and not copied; they must not be modified
 * @param receivedAt when the request was read
 * @param address the sender's address, resolved through trusted proxies
 */
public record Delivery(
    UUID id,
    String source,
    @Nullable String contentType,
    Map<String, List<String>> headers,
    byte[] body,
    Instant receivedAt,
    String address) {

  /** The lower-case names of headers with the caller's credentials, which no delivery keeps. */
  public static final Set<String> CREDENTIALS =
      Set.of("authorization", "cookie", "proxy-authorization", "x-api-token");

  public Delivery {
    headers = Map.copyOf(headers);
  }

  /** Returns all values of a header, by its lower-case name. */
  public List<String> header(String name) {
    return headers.getOrDefault(name, List.of());
  }

  /** Returns the content type without parameters, in lower case; empty without one. */
  public Optional<String> mediaType() {
    return Optional.ofNullable(contentType)
        .map(type -> type.split(";", 2)[0].strip().toLowerCase(java.util.Locale.ROOT));
  }
}
