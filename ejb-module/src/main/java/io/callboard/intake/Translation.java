package io.callboard.intake;

import io.callboard.catalog.CatalogChange;
import io.callboard.json.JsonMembers;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an event means.
 *
 * @param type the provider's word for it, such as {@code video.rendered}; at most {@value
 *     #MAX_TYPE} characters
 * @param kind the kind of record it is about, such as {@code video}; at most {@value #MAX_KIND}
 *     characters
 * @param subject the provider's id of that record, null when it is about none
 * @param occurredAt the provider's time of the event, null when it gave none
 * @param key when the event counts as a repetition of another
 * @param content what is equal in all sendings of the event, null when that is the body
 * @param remark what the event log says of it beside its state, null for nothing
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

  /** Of an event whose body is equal in all sendings. */
  public Translation(
      String type,
      String kind,
      @Nullable String subject,
      @Nullable Instant occurredAt,
      Repetition key,
      CatalogChange change) {
    this(type, kind, subject, occurredAt, key, change, null, null);
  }

  /** The same of an event that is wrapped anew each time, as in a token with a time of its own. */
  public Translation withContent(JsonMembers event) {
    return new Translation(type, kind, subject, occurredAt, key, change, event, remark);
  }

  /** Adds a remark. */
  public Translation withRemark(String more) {
    String joined = remark == null ? more : remark + "; " + more;
    return new Translation(type, kind, subject, occurredAt, key, change, content, joined);
  }

  /** How a repetition of an event is known, and what is done with one. */
  public sealed interface Repetition {

    /**
     * Events with the same key are one event.
     *
     * @param key the joined parts, without the source; at most {@value Translation#MAX_KEY}
     *     characters
     * @param otherContent what an event is that has the key and another body
     */
    record SameKey(String key, OtherContent otherContent) implements Repetition {

      /** The key that parts make together; different parts never make the same key. */
      public static SameKey joining(OtherContent otherContent, String... parts) {
        return new SameKey(
            Arrays.stream(parts)
                .map(part -> part.replace("\\", "\\\\").replace("|", "\\|"))
                .collect(Collectors.joining("|")),
            otherContent);
      }
    }

    /**
     * There is no key; an event repeats the last one of its subject when their bodies are equal.
     *
     * @param subject the kind of the record and its id, which records of two kinds may share
     */
    record SameAsLast(String subject) implements Repetition {}
  }

  /** What to make of an event whose key is known but whose body differs. */
  public enum OtherContent {
    /** A duplicate: the body says nothing that the key does not. */
    DUPLICATE,
    /** Held back for a person or a fetch: the signature does not cover the body. */
    HOLD,
    /** Applied like any event, and flagged: the body is signed. */
    APPLY
  }
}
