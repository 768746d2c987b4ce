package io.callboard.eventlog;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;

/** A delivery key of a source; {@code hash} is the SHA-256 of the key's text, in hexadecimal. */
public record EventKey(String source, String hash) implements Comparable<EventKey> {
  private static final Comparator<EventKey> ORDER =
      Comparator.comparing(EventKey::source).thenComparing(EventKey::hash);

  public static EventKey of(String source, String text) {
    return new EventKey(source, DeliveryKeys.digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public int compareTo(EventKey other) {
    return ORDER.compare(this, other);
  }
}
