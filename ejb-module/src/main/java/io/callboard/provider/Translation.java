package io.callboard.provider;

import io.callboard.catalog.CatalogChange;
import io.callboard.json.JsonMembers;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The meaning of an event.
 *
 * @param type the provider's name for it, such as {@code video.rendered}; at most {@value
 *     #MAX_TYPE} characters
 * @param kind the kind of record it is about, such as {@code video}; at most {@value #MAX_KIND}
 *     characters
 * @param subject the provider's id of that record, null when it is about none
 * @param occurredAt the provider's time of the event, null when it gave none
 * @param key how a repetition of the event is recognized
 * @param content the part that is equal in every delivery of the event, null when that is the body
 * @param remark text for the event log in addition to the state, null for none
 */
public record Translation(
    String type,
    String kind,
    @Nullable String subject,
    @Nullable Instant occurredAt,
    Repetition key,
    CatalogChange change,
    @Nullable JsonMembers content,
    @Nullable String remark) {
  public static final int MAX_TYPE = 255;
  public static final int MAX_KIND = 100;
  public static final int MAX_KEY = 1_000;

  /** Creates the meaning of an event whose body is equal in every delivery. */
  public Translation(
      String type,
      String kind,
      @Nullable String subject,
      @Nullable Instant occurredAt,
      Repetition key,
      CatalogChange change) {
    this(type, kind, subject, occurredAt, key, change, null, null);
  }

  /**
   * Returns this meaning for an event that each delivery wraps differently, such as in a token with
   * its own time.
   */
  public Translation withContent(JsonMembers event) {
    return new Translation(type, kind, subject, occurredAt, key, change, event, remark);
  }

  /** Returns this meaning with one more remark. */
  public Translation withRemark(String more) {
    String joined = remark == null ? more : remark + "; " + more;
    return new Translation(type, kind, subject, occurredAt, key, change, content, joined);
  }

  /** The rule that recognizes a repetition of an event. */
  public sealed interface Repetition {

    /**
     * Events with the same key are one event.
     *
     * @param key the joined parts, without the source; at most {@value Translation#MAX_KEY}
     *     characters
     * @param otherContent the treatment of an event that has the key and another body
     */
    record SameKey(String key, OtherContent otherContent) implements Repetition {

      /** Joins parts into a key; different parts never make the same key. */
      public static SameKey joining(OtherContent otherContent, String... parts) {
        return new SameKey(
            Arrays.stream(parts)
                .map(part -> part.replace("\\", "\\\\").replace("|", "\\|"))
                .collect(Collectors.joining("|")),
            otherContent);
      }
    }

    /**
     * Events have no key: an event repeats the last one of its subject if their bodies are equal.
     *
     * @param subject the kind of the record and its id, because records of two kinds may share an
     *     id
     */
    record SameAsLast(String subject) implements Repetition {}
  }

  /** The treatment of an event whose key is known but whose body differs. */
  public enum OtherContent {
    /** A duplicate: the key contains everything that the body says. */
    DUPLICATE,
    /** Held for an operator or a fetch, because the signature does not cover the body. */
    HOLD,
    /** Applied like any event, and flagged, because the body is signed. */
    APPLY
  }
}
