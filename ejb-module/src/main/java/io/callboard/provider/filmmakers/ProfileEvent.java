package io.callboard.provider.filmmakers;

import io.callboard.catalog.CatalogChange;
import io.callboard.catalog.CatalogChange.NothingToApply;
import io.callboard.catalog.CatalogChange.ProfileDeleted;
import io.callboard.catalog.CatalogChange.ProfileUpdated;
import io.callboard.json.JsonMembers;
import io.callboard.provider.EventReader;
import io.callboard.provider.ProvenDelivery;
import io.callboard.provider.Translation;
import io.callboard.provider.Translation.OtherContent;
import io.callboard.provider.UnusableEvent;
import io.callboard.time.EventTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * The body {@code {"type","created","data":{"id"}}} with {@code created} in seconds. The id
 * consists of digits only, because it becomes part of the address that the profile is fetched from.
 * An event of an unknown type has no subject.
 */
final class ProfileEvent {
  private static final String KIND = "profile";

  private final ProvenDelivery event;
  private final Duration ahead;
  private final JsonMembers members;
  private final String type;

  private ProfileEvent(ProvenDelivery event, Duration ahead, JsonMembers members, String type) {
    this.event = event;
    this.ahead = ahead;
    this.members = members;
    this.type = type;
  }

  /** Reads an event; {@code ahead} is how far the provider's clock may run ahead. */
  static ProfileEvent read(ProvenDelivery event, Duration ahead) throws UnusableEvent {
    JsonMembers members = EventReader.object(event.delivery().body());
    String type = EventReader.type(members.string("type"), "type");
    return new ProfileEvent(event, ahead, members, type);
  }

  Translation translate() throws UnusableEvent {
    return switch (type.toLowerCase(Locale.ROOT)) {
      case "actor_profile.updated" -> known(new ProfileUpdated(id(), counted()));
      case "actor_profile.deleted" -> known(new ProfileDeleted(id(), counted()));
      default -> unknown();
    };
  }

  private Translation known(CatalogChange change) throws UnusableEvent {
    String second = Long.toString(created().getEpochSecond());
    var key = EventReader.key(OtherContent.DUPLICATE, type, id(), second);
    return new Translation(type, KIND, id(), created(), key, change);
  }

  private Translation unknown() throws UnusableEvent {
    return new Translation(
        type,
        EventReader.kindOf(type),
        null,
        second().orElse(null),
        EventReader.keyOfBody(type, event.delivery().body()),
        new NothingToApply("the type is unknown"));
  }

  private Optional<Instant> second() {
    return members.number("created").flatMap(EventTime::ofSecond);
  }

  private Instant created() throws UnusableEvent {
    return second()
        .orElseThrow(
            () -> new UnusableEvent("created: expected seconds since 1970, for years 1 to 9999"));
  }

  /**
   * Returns the time that orders fetch requests and tombstones. It is bounded, because a time far
   * ahead would block all later ones.
   */
  private Instant counted() throws UnusableEvent {
    return event.bounded(created(), ahead);
  }

  private String id() throws UnusableEvent {
    JsonMembers data = EventReader.object(members, "data");
    String id = EventReader.id(data.literal("id"), "data.id");
    if (!isId(id)) {
      throw new UnusableEvent("data.id: expected digits only");
    }
    return id;
  }

  /** Returns whether a text can be a profile's id, and so part of an address. */
  static boolean isId(String text) {
    return !text.isEmpty()
        && text.length() <= CatalogChange.MAX_ID
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
