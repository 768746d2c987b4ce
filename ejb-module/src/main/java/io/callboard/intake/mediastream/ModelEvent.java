package io.callboard.intake.mediastream;

import io.callboard.catalog.CatalogChange;
import io.callboard.catalog.CatalogChange.DocumentAnnounced;
import io.callboard.catalog.CatalogChange.DocumentChanged;
import io.callboard.catalog.DocumentAction;
import io.callboard.intake.EventReader;
import io.callboard.intake.ProvenDelivery;
import io.callboard.intake.Translation;
import io.callboard.intake.Translation.OtherContent;
import io.callboard.intake.Translation.Repetition;
import io.callboard.intake.UnusableEvent;
import io.callboard.json.JsonMembers;
import io.callboard.time.EventTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The body {@code {"type":"<model>.<action>","data":{…},"date":<ms>}}. Without a date, as unsigned
 * sources send, arrival takes its place.
 *
 * @param dated the date that counts: arrival where there is none that can be believed
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

  /** The literal text of the id: {@code data._id}, else {@code data.id}. */
  static Optional<String> id(JsonMembers members) {
    return members.object("data").flatMap(ModelEvent::idOf);
  }

  /** The literal text of a document's id: {@code _id}, else {@code id}. */
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
            () -> new UnusableEvent("date was expected in milliseconds, in the years 1 to 9999"));
  }

  /**
   * What the event means.
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

  /** What the signature covers: type, id and date. */
  private CatalogChange proven(String kind) {
    DocumentAction action = Model.action(type);
    return switch (action) {
      case CREATE, UPDATE, RESTORE -> new DocumentAnnounced(kind, id);
      case DELETE, PURGE ->
          new DocumentChanged(
              kind, id, action, dated.toEpochMilli(), dated.toEpochMilli(), JsonMembers.NONE);
    };
  }

  /** The signature does not cover {@code data}, so a key that comes with other data is suspect. */
  private Repetition repetition(String kind) throws UnusableEvent {
    return date == null
        ? new Repetition.SameAsLast(kind + "\n" + id)
        : EventReader.key(OtherContent.HOLD, type, id, Long.toString(date.toEpochMilli()));
  }
}
