package io.callboard.intake.waymark;

import io.callboard.catalog.CatalogChange;
import io.callboard.catalog.CatalogChange.AccountChanged;
import io.callboard.catalog.CatalogChange.NothingToApply;
import io.callboard.intake.EventReader;
import io.callboard.intake.EventTime;
import io.callboard.intake.Translation;
import io.callboard.intake.Translation.OtherContent;
import io.callboard.intake.UnusableEvent;
import io.callboard.json.JsonMembers;
import java.time.Instant;

/** An event of a header and data, whether it came signed or not. */
record WaymarkEvent(JsonMembers header, String id, String type, Instant at, JsonMembers data) {

  static WaymarkEvent read(JsonMembers event) throws UnusableEvent {
    JsonMembers header = EventReader.object(event, "header");
    return new WaymarkEvent(
        header,
        EventReader.id(header.string("eventID"), "header.eventID"),
        EventReader.type(header.string("eventType"), "header.eventType"),
        header
            .string("eventTimestamp")
            .flatMap(EventTime::parse)
            .orElseThrow(
                () ->
                    new UnusableEvent(
                        "header.eventTimestamp was expected in ISO 8601, in the years 1 to 9999")),
        EventReader.object(event, "data"));
  }

  Translation translate(OtherContent otherContent) throws UnusableEvent {
    var key = EventReader.key(otherContent, id);
    return switch (type) {
      case "video.completed", "video.rendered", "video.purchased" -> {
        String video = subject();
        yield new Translation(type, "video", video, at, key, VideoDocument.of(video, this));
      }
      case "account.created" -> {
        String account = subject();
        CatalogChange change = new AccountChanged(account, at, data);
        yield new Translation(type, "account", account, at, key, change);
      }
      default ->
          new Translation(
              type,
              EventReader.kindOf(type),
              null,
              at,
              key,
              new NothingToApply("the type is unknown"));
    };
  }

  private String subject() throws UnusableEvent {
    return EventReader.id(data.string("id"), "data.id");
  }
}
