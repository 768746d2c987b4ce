package io.callboard.rejection;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery that was refused.
 *
 * @param id UUIDv7 of the arrival time
 * @param source the name as the sender gave it; only that of a configured source is stored as such
 * @param reason the reason word, such as {@code signature-stale}
 * @param detail what was expected; nothing secret
 * @param headers by lower-case name
 * @param quarantined the body to keep; empty unless only its time stands against the delivery
 */
public record Rejection(
    UUID id,
    Instant at,
    String source,
    String reason,
    String detail,
    String address,
    @Nullable String contentType,
    long size,
    Map<String, List<String>> headers,
    byte[] quarantined) {

  /** The reason word of a hook that no configured source has. */
  public static final String SOURCE_UNKNOWN = "source-unknown";

  /** What all sources that are not configured are called, in rows and in sums. */
  public static final String UNKNOWN = "unknown";

  public Rejection {
    headers = Map.copyOf(headers);
  }

  /** The name that it is stored and counted under. */
  String countedAs() {
    return reason.equals(SOURCE_UNKNOWN) ? UNKNOWN : source;
  }
}
