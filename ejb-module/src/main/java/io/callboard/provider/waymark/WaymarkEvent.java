package io.callboard.provider.waymark;

import io.callboard.catalog.CatalogChange;
import io.callboard.catalog.CatalogChange.AccountChanged;
import io.callboard.catalog.CatalogChange.NothingToApply;
import io.callboard.json.JsonMembers;
import io.callboard.provider.EventReader;
import io.callboard.provider.ProvenDelivery;
import io.callboard.provider.Translation;
import io.callboard.provider.Translation.OtherContent;
import io.callboard.provider.Translation.Repetition.SameKey;
import io.callboard.provider.UnusableEvent;
import io.callboard.time.EventTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An event with a header and data, signed or not. Ids may be text or numbers. If the time is
 * missing or cannot be read, the arrival replaces it, and the event log says so.
 *
 * @param time the event's own time
 * @param ahead how far Waymark's clock may run ahead
 */
record WaymarkEvent(
    ProvenDelivery proven,
    JsonMembers header,
    String id,
    String type,
    Optional<Instant> time,
    Duration ahead,
    JsonMembers data) {
  private static final List<String> OWNER = List.of("accountID", "externalID");

  static WaymarkEvent read(ProvenDelivery proven, JsonMembers event, Duration ahead)
      throws UnusableEvent {
    JsonMembers header = EventReader.object(event, "header");
    return new WaymarkEvent(
        proven,
        header,
        EventReader.id(header.literal("eventID"), "header.eventID"),
        EventReader.type(header.string("eventType"), "header.eventType"),
        EventTime.of(header, "eventTimestamp"),
        ahead,
        EventReader.object(event, "data"));
  }

  Translation translate(OtherContent otherContent) throws UnusableEvent {
    SameKey key = EventReader.key(otherContent, id);
    Translation translation =
        switch (type.toLowerCase(Locale.ROOT)) {
          case "video.completed", "video.rendered", "video.purchased" -> video(key);
          case "account.created" -> account(key);
          default -> unknown(key);
        };
    if (time.isEmpty()) {
      translation =
          translation.withRemark(
              "header.eventTimestamp could not be read: the arrival time is used");
    }
    for (String name : OWNER) {
      if (header.literal(name).filter(WaymarkEvent::isLost).isPresent()) {
        translation =
            translation.withRemark("header." + name + " is not a valid id: it is not kept");
      }
    }
    return translation;
  }

  private static boolean isLost(String owner) {
    return !owner.isEmpty() && !EventReader.isText(owner, CatalogChange.MAX_ID);
  }

  private Translation video(SameKey key) throws UnusableEvent {
    VideoDocument video = VideoDocument.of(subject(), this);
    Translation translation =
        new Translation(type, "video", subject(), time.orElse(null), key, video.change());
    for (String remark : video.remarks()) {
      translation = translation.withRemark(remark);
    }
    return translation;
  }

  private Translation account(SameKey key) throws UnusableEvent {
    AccountChanged change = new AccountChanged(subject(), at(), externalId(), data);
    return new Translation(type, "account", subject(), time.orElse(null), key, change);
  }

  private Translation unknown(SameKey key) throws UnusableEvent {
    return new Translation(
        type,
        EventReader.kindOf(type),
        null,
        time.orElse(null),
        key,
        new NothingToApply("the type is unknown"));
  }

  /** Returns the time that orders the event. */
  Instant at() {
    return time.map(this::bounded).orElse(proven.delivery().receivedAt());
  }

  /** Returns a time of the event, or the arrival if that time is too far ahead. */
  Instant bounded(Instant own) {
    return proven.bounded(own, ahead);
  }

  /** Returns the account that the header names; empty when it names none. */
  String accountId() {
    return header.literal("accountID").orElse("");
  }

  /** Returns the partner's id of that account; empty when the header names none. */
  String externalId() {
    return header.literal("externalID").orElse("");
  }

  private String subject() throws UnusableEvent {
    return EventReader.id(data.literal("id"), "data.id");
  }
}
