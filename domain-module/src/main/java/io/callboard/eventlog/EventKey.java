package io.callboard.eventlog;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;

/** A delivery key of a source; {@code hash} is the SHA-256 of the key's text, in hexadecimal. */
public record EventKey(String source, String hash) implements Comparable<EventKey> {
  /** How many variants of an event are held, with their bodies. */
  public static final int MAX_VARIANTS = 10;

  private static final Comparator<EventKey> ORDER =
      Comparator.comparing(EventKey::source).thenComparing(EventKey::hash);

  public static EventKey of(String source, String text) {
    return new EventKey(source, DeliveryKeys.digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * The key of a subject's last event, where events have no key of their own.
   *
   * @param subject the kind of the record and its id, which records of two kinds may share
   */
  public static EventKey ofLast(String source, String subject) {
    return of(source, "last\n" + subject);
  }

  /** The key of one of the {@link #MAX_VARIANTS} variants of this key's event that are held. */
  public EventKey variant(int number) {
    return of(source, hash + "\nvariant\n" + number);
  }

  /** The key of this key's event with certain content, given as its digest. */
  public EventKey withContent(String digest) {
    return of(source, hash + "\n" + digest);
  }

  @Override
  public int compareTo(EventKey other) {
    return ORDER.compare(this, other);
  }
}
