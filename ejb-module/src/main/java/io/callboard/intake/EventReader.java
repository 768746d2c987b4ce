package io.callboard.intake;

import io.callboard.catalog.CatalogChange;
import io.callboard.eventlog.DeliveryKeys;
import io.callboard.json.JsonMembers;
import io.callboard.json.MalformedJson;
import java.util.Optional;

/**
 * Reads what the event log and the catalog need from an event, with their limits: text is Unicode
 * without NUL. What is not as expected makes the event unusable, and the message names the member.
 */
public final class EventReader {
  private EventReader() {}

  /** The body as a JSON object. */
  public static JsonMembers object(byte[] body) throws UnusableEvent {
    try {
      return JsonMembers.parse(body);
    } catch (MalformedJson e) {
      throw new UnusableEvent("the body was expected to be a JSON object: " + e.reason());
    }
  }

  /** The object that a member holds. */
  public static JsonMembers object(JsonMembers members, String name) throws UnusableEvent {
    return members
        .object(name)
        .orElseThrow(() -> new UnusableEvent(name + " was expected to be an object"));
  }

  /** The event's type. */
  public static String type(Optional<String> type, String name) throws UnusableEvent {
    return text(type, name, Translation.MAX_TYPE);
  }

  /** A record's id. */
  public static String id(Optional<String> id, String name) throws UnusableEvent {
    return text(id, name, CatalogChange.MAX_ID);
  }

  /** A text that is there, of 1 to {@code max} characters. */
  public static String text(Optional<String> text, String name, int max) throws UnusableEvent {
    return text.filter(value -> isText(value, max))
        .orElseThrow(
            () ->
                new UnusableEvent(
                    name + " was expected as text of 1 to " + max + " characters without NUL"));
  }

  /** Returns whether a text has 1 to {@code max} characters and none that text columns refuse. */
  public static boolean isText(String text, int max) {
    return !text.isEmpty()
        && text.length() <= max
        && text.indexOf('\0') < 0
        && text.codePoints()
            .noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }

  /** A key that is not too long, which only escaping can make it. */
  public static Translation.Repetition.SameKey key(
      Translation.OtherContent otherContent, String... parts) throws UnusableEvent {
    var key = Translation.Repetition.SameKey.joining(otherContent, parts);
    if (key.key().length() > Translation.MAX_KEY) {
      throw new UnusableEvent(
          "the event's key was expected to have at most " + Translation.MAX_KEY + " characters");
    }
    return key;
  }

  /** A key for an event that has none of its own: events of one body are one event. */
  public static Translation.Repetition.SameKey keyOfBody(String type, byte[] body)
      throws UnusableEvent {
    return key(Translation.OtherContent.DUPLICATE, type, DeliveryKeys.digest(body));
  }

  /**
   * The kind of record that a type such as {@code video.rendered} speaks of: what precedes the last
   * full stop.
   */
  public static String kindOf(String type) throws UnusableEvent {
    int stop = type.lastIndexOf('.');
    return text(
        Optional.of(stop > 0 ? type.substring(0, stop) : type),
        "the type's kind",
        Translation.MAX_KIND);
  }
}
