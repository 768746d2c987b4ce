package io.callboard.provider.mediastream;

import io.callboard.catalog.CatalogChange;
import io.callboard.catalog.CatalogChange.DocumentAnnounced;
import io.callboard.catalog.CatalogChange.DocumentChanged;
import io.callboard.catalog.DocumentAction;
import io.callboard.json.JsonMembers;
import io.callboard.provider.EventReader;
import io.callboard.provider.ProvenDelivery;
import io.callboard.provider.Translation;
import io.callboard.provider.Translation.OtherContent;
import io.callboard.provider.Translation.Repetition;
import io.callboard.provider.UnusableEvent;
import io.callboard.time.EventTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The body {@code {"type":"<model>.<action>","data":{…},"date":<ms>}}. Unsigned sources may send no
 * date; the arrival replaces it.
 *
 * @param dated the date that orders the event: the arrival if {@code date} is missing or too far
 *     ahead
 */
record ModelEvent(
    String type,
    String id,
    @Nullable Instant date,
    Instant dated,
    Optional<Instant> updatedAt,
    JsonMembers data) {

  private static final String MEDIA = "media";

  /** Reads an event; {@code ahead} is how far the platform's clock may run ahead. */
  static ModelEvent read(ProvenDelivery event, Duration ahead) throws UnusableEvent {
    JsonMembers members = EventReader.object(event.delivery().body());
    JsonMembers data = EventReader.object(members, "data");
    Instant date = date(members);
    return new ModelEvent(
        EventReader.type(members.string("type"), "type"),
        EventReader.id(id(members), "data._id or data.id"),
        date,
        date == null ? event.delivery().receivedAt() : event.bounded(date, ahead),
        EventTime.of(data, "date_updated"),
        data);
  }

  /** Returns the literal text of the id: {@code data._id}, else {@code data.id}. */
  static Optional<String> id(JsonMembers members) {
    return members.object("data").flatMap(ModelEvent::idOf);
  }

  /** Returns the literal text of a document's id: {@code _id}, else {@code id}. */
  static Optional<String> idOf(JsonMembers data) {
    return data.text("_id").isPresent() && !data.isNull("_id")
        ? data.literal("_id")
        : data.literal("id");
  }

  private static @Nullable Instant date(JsonMembers members) throws UnusableEvent {
    if (members.text("date").isEmpty() || members.isNull("date")) {
      return null;
    }
    return members
        .number("date")
        .flatMap(EventTime::ofMilli)
        .orElseThrow(
            () -> new UnusableEvent("date: expected milliseconds since 1970, for years 1 to 9999"));
  }

  /**
   * Returns the meaning of the event.
   *
   * @param fetchBack whether media are fetched from the API instead of taken from the event
   */
  Translation translate(boolean fetchBack) throws UnusableEvent {
    String kind =
        EventReader.text(Optional.of(Model.kind(type)), "the model", Translation.MAX_KIND);
    CatalogChange change = fetchBack && kind.equals(MEDIA) ? proven(kind) : told(kind);
    Translation translation = new Translation(type, kind, id, date, repetition(kind), change);
    return date == null ? translation : translation.withContent(data);
  }

  private CatalogChange told(String kind) {
    long version = updatedAt.orElse(dated).toEpochMilli();
    return new DocumentChanged(kind, id, Model.action(type), version, dated.toEpochMilli(), data);
  }

  /**
   * Returns the change that follows from type, id and date, which are all that the signature
   * covers.
   */
  private CatalogChange proven(String kind) {
    DocumentAction action = Model.action(type);
    return switch (action) {
      case CREATE, UPDATE, RESTORE -> new DocumentAnnounced(kind, id);
      case DELETE, PURGE ->
          new DocumentChanged(
              kind, id, action, dated.toEpochMilli(), dated.toEpochMilli(), JsonMembers.NONE);
    };
  }

  /** Holds a known key that comes with other {@code data}, which the signature does not cover. */
  private Repetition repetition(String kind) throws UnusableEvent {
    return date == null
        ? new Repetition.SameAsLast(kind + "\n" + id)
        : EventReader.key(OtherContent.HOLD, type, id, Long.toString(date.toEpochMilli()));
  }
}
