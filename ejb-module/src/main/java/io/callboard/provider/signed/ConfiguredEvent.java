package io.callboard.provider.signed;

import io.callboard.catalog.CatalogChange.DocumentChanged;
import io.callboard.catalog.DocumentAction;
import io.callboard.json.JsonMembers;
import io.callboard.json.MalformedJson;
import io.callboard.provider.Delivery;
import io.callboard.provider.EventReader;
import io.callboard.provider.ProvenDelivery;
import io.callboard.provider.Source;
import io.callboard.provider.Translation;
import io.callboard.provider.Translation.OtherContent;
import io.callboard.provider.Translation.Repetition;
import io.callboard.provider.UnusableEvent;
import io.callboard.signature.SignedToken;
import io.callboard.time.EventTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An event that is read as configured and kept as a document. If its time is missing, cannot be
 * read or lies too far ahead, the arrival replaces it.
 */
record ConfiguredEvent(
    ProvenDelivery event, Source source, Pointers pointers, String type, String subject) {

  static ConfiguredEvent read(ProvenDelivery event, Source source) throws UnusableEvent {
    Pointers pointers = new Pointers(event(event.delivery(), source), source);
    return new ConfiguredEvent(
        event,
        source,
        pointers,
        EventReader.type(literal(pointers, Pointers.TYPE), "the type"),
        EventReader.id(literal(pointers, Pointers.SUBJECT), "the subject's id"));
  }

  /** Returns the event itself, without the token around it; an unsigned event has no token. */
  private static JsonMembers event(Delivery delivery, Source source) throws UnusableEvent {
    boolean isToken = Scheme.of(source).equals(Optional.of(Scheme.JWT));
    if (!isToken || Scheme.isPlainObject(delivery.body())) {
      return EventReader.object(delivery.body());
    }
    try {
      JsonMembers claims = SignedToken.provenClaims(delivery.body());
      Optional<String> claim = source.settings().apply("jwt.claim");
      return claim.isPresent() ? EventReader.object(claims, claim.get()) : claims;
    } catch (MalformedJson e) {
      throw new UnusableEvent("expected a token with claims: " + e.reason());
    }
  }

  private static Optional<String> literal(Pointers pointers, String setting) {
    return pointers.at(setting).flatMap(JsonValue::literal);
  }

  Translation translate() throws UnusableEvent {
    Optional<String> configured = source.settings().apply("kind");
    String kind =
        configured.isPresent()
            ? EventReader.text(configured, "the kind", Translation.MAX_KIND)
            : EventReader.kindOf(type);
    Optional<Instant> time = time();
    long version = counted(time).toEpochMilli();
    Translation translation =
        new Translation(
            type,
            kind,
            subject,
            time.orElse(null),
            repetition(kind),
            new DocumentChanged(kind, subject, action(), version, version, document()),
            content(),
            null);
    return remark(time).map(translation::withRemark).orElse(translation);
  }

  /** Returns the event inside a token, because a retry may come in a new token. */
  private @Nullable JsonMembers content() {
    return source.settings().apply("jwt.claim").isPresent() ? pointers.event() : null;
  }

  /** Returns the event's own time; empty if it is missing or cannot be read. */
  private Optional<Instant> time() {
    return pointers.at(Pointers.TIME).flatMap(JsonValue::literal).flatMap(EventTime::parse);
  }

  /** Returns the time that orders the event among others of its subject. */
  private Instant counted(Optional<Instant> time) {
    Duration ahead = Scheme.of(source).map(scheme -> scheme.ahead(source)).orElse(Duration.ZERO);
    return time.map(told -> event.bounded(told, ahead)).orElse(event.delivery().receivedAt());
  }

  /**
   * Returns a remark for the event log if the event's time is not used, which does not fail the
   * event.
   */
  private Optional<String> remark(Optional<Instant> time) {
    if (time.isPresent()) {
      return time.filter(told -> !counted(time).equals(told))
          .map(told -> "the time lies too far ahead: the arrival time is used");
    }
    return pointers
        .at(Pointers.TIME)
        .filter(value -> !value.isNull())
        .map(value -> "the time could not be read: the arrival time is used");
  }

  /**
   * Returns the rule for repetitions. If the signature covers the body, another body under a known
   * id is not a forgery.
   */
  private Repetition repetition(String kind) throws UnusableEvent {
    OtherContent otherContent = event.proves("body") ? OtherContent.APPLY : OtherContent.HOLD;
    if (pointers.has(Pointers.ID)) {
      String id = EventReader.id(literal(pointers, Pointers.ID), "the event's id");
      return EventReader.key(otherContent, id);
    }
    Optional<String> id = Scheme.of(source).flatMap(scheme -> scheme.signedId(event));
    return id.isPresent()
        ? EventReader.key(otherContent, EventReader.id(id, "the signed id"))
        : new Repetition.SameAsLast(kind + "\n" + subject);
  }

  private DocumentAction action() {
    String action = type.substring(type.lastIndexOf('.') + 1);
    return switch (action.toLowerCase(Locale.ROOT)) {
      case "create", "created" -> DocumentAction.CREATE;
      case "delete", "deleted" -> DocumentAction.DELETE;
      default -> DocumentAction.UPDATE;
    };
  }

  private JsonMembers document() throws UnusableEvent {
    if (!pointers.has(Pointers.DOCUMENT)) {
      return pointers.event();
    }
    return pointers
        .at(Pointers.DOCUMENT)
        .flatMap(JsonValue::object)
        .orElseThrow(() -> new UnusableEvent("the document: expected an object"));
  }
}
