package io.callboard.eventlog;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;

/** A delivery key of a source; {@code hash} is the SHA-256 of the key's text, in hexadecimal. */
public record EventKey(String source, String hash) implements Comparable<EventKey> {
  /** The number of variants of an event that are held with their bodies. */
  public static final int MAX_VARIANTS = 10;

  private static final Comparator<EventKey> ORDER =
      Comparator.comparing(EventKey::source).thenComparing(EventKey::hash);

  public static EventKey of(String source, String text) {
    return new EventKey(source, DeliveryKeys.digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Returns the key of a subject's last event, for events without a key of their own.
   *
   * @param subject the record's kind and id, because records of two kinds may share an id
   */
  public static EventKey ofLast(String source, String subject) {
    return of(source, "last\n" + subject);
  }

  /** Returns the key of one of the {@link #MAX_VARIANTS} held variants of this key's event. */
  public EventKey variant(int number) {
    return of(source, hash + "\nvariant\n" + number);
  }

  /** Returns the key of this key's event with other content, which is given as its digest. */
  public EventKey withContent(String digest) {
    return of(source, hash + "\n" + digest);
  }

  @Override
  public int compareTo(EventKey other) {
    return ORDER.compare(this, other);
  }
}
