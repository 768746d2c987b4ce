package io.callboard.provider;

import io.callboard.catalog.CatalogChange;
import io.callboard.eventlog.DeliveryKeys;
import io.callboard.json.JsonMembers;
import io.callboard.json.MalformedJson;
import java.util.Optional;

/**
 * Readers of an event's members that apply the limits of the event log and the catalog. Text is
 * Unicode without NUL. A member that does not fit makes the event unusable, and the message names
 * the member.
 */
public final class EventReader {
  private EventReader() {}

  /** Parses the body as a JSON object. */
  public static JsonMembers object(byte[] body) throws UnusableEvent {
    try {
      return JsonMembers.parse(body);
    } catch (MalformedJson e) {
      throw new UnusableEvent("expected a JSON object as the body: " + e.reason());
    }
  }

  /** Returns the object that a member holds. */
  public static JsonMembers object(JsonMembers members, String name) throws UnusableEvent {
    return members.object(name).orElseThrow(() -> new UnusableEvent(name + ": expected an object"));
  }

  /** Returns the event's type. */
  public static String type(Optional<String> type, String name) throws UnusableEvent {
    return text(type, name, Translation.MAX_TYPE);
  }

  /** Returns a record's id. */
  public static String id(Optional<String> id, String name) throws UnusableEvent {
    return text(id, name, CatalogChange.MAX_ID);
  }

  /** Returns a text of 1 to {@code max} characters; the event is unusable without it. */
  public static String text(Optional<String> text, String name, int max) throws UnusableEvent {
    return text.filter(value -> isText(value, max))
        .orElseThrow(
            () ->
                new UnusableEvent(
                    name + ": expected Unicode text of 1 to " + max + " characters without NUL"));
  }

  /**
   * Returns whether a text has 1 to {@code max} characters, all of which text columns can store.
   */
  public static boolean isText(String text, int max) {
    return !text.isEmpty()
        && text.length() <= max
        && text.indexOf('\0') < 0
        && text.codePoints()
            .noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }

  /** Joins parts into a key. Only escaping can make a key too long; the event is then unusable. */
  public static Translation.Repetition.SameKey key(
      Translation.OtherContent otherContent, String... parts) throws UnusableEvent {
    var key = Translation.Repetition.SameKey.joining(otherContent, parts);
    if (key.key().length() > Translation.MAX_KEY) {
      throw new UnusableEvent(
          "the event's key is too long: expected at most " + Translation.MAX_KEY + " characters");
    }
    return key;
  }

  /**
   * Returns a key for an event without a key of its own: events with the same type and body are one
   * event.
   */
  public static Translation.Repetition.SameKey keyOfBody(String type, byte[] body)
      throws UnusableEvent {
    return key(Translation.OtherContent.DUPLICATE, type, DeliveryKeys.digest(body));
  }

  /**
   * Returns the kind of record that a type such as {@code video.rendered} is about: the text before
   * the last full stop, or the whole type without one.
   */
  public static String kindOf(String type) throws UnusableEvent {
    int stop = type.lastIndexOf('.');
    return text(
        Optional.of(stop > 0 ? type.substring(0, stop) : type),
        "the type's kind",
        Translation.MAX_KIND);
  }
}
