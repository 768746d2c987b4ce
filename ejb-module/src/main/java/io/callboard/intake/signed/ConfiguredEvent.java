package io.callboard.intake.signed;

import io.callboard.catalog.CatalogChange.DocumentChanged;
import io.callboard.catalog.DocumentAction;
import io.callboard.intake.Delivery;
import io.callboard.intake.EventReader;
import io.callboard.intake.EventTime;
import io.callboard.intake.ProvenDelivery;
import io.callboard.intake.Source;
import io.callboard.intake.Translation;
import io.callboard.intake.Translation.OtherContent;
import io.callboard.intake.Translation.Repetition;
import io.callboard.intake.UnusableEvent;
import io.callboard.json.JsonMembers;
import io.callboard.json.MalformedJson;
import io.callboard.signature.SignedToken;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An event read by configuration and kept as a document. A time is text in ISO 8601, or a number:
 * of seconds below 100,000,000,000, of milliseconds above.
 */
record ConfiguredEvent(
    ProvenDelivery event, Source source, Pointers pointers, String type, String subject) {
  private static final long FIRST_MILLI = 100_000_000_000L;

  static ConfiguredEvent read(ProvenDelivery event, Source source) throws UnusableEvent {
    Pointers pointers = new Pointers(event(event.delivery(), source), source);
    return new ConfiguredEvent(
        event,
        source,
        pointers,
        EventReader.type(literal(pointers, Pointers.TYPE), "the type"),
        EventReader.id(literal(pointers, Pointers.SUBJECT), "the subject's id"));
  }

  /**
   * Returns the time that an event says, if it says one.
   *
   * @throws UnusableEvent if the body or the time cannot be read
   */
  static Optional<Instant> timeOf(ProvenDelivery event, Source source) throws UnusableEvent {
    return time(new Pointers(event(event.delivery(), source), source));
  }

  /** The event itself, without what a token wraps it in; an unsigned one stands alone. */
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
      throw new UnusableEvent("a token with claims was expected: " + e.reason());
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
    Optional<Instant> time = time(pointers);
    if (time.isEmpty() && event.proves("body") && !provesTime()) {
      throw new UnusableEvent("the time was expected, because the signature proves none");
    }
    long version = time.orElse(event.delivery().receivedAt()).toEpochMilli();
    return new Translation(
        type,
        kind,
        subject,
        time.orElse(null),
        repetition(kind),
        new DocumentChanged(kind, subject, action(), version, version, document()),
        content());
  }

  /** Whether the age is known without the event's own time, or no time is configured at all. */
  private boolean provesTime() {
    return !pointers.has(Pointers.TIME) || Scheme.of(source).filter(Scheme::signsTime).isPresent();
  }

  /** A retry may come in a new token. */
  private @Nullable JsonMembers content() {
    return source.settings().apply("jwt.claim").isPresent() ? pointers.event() : null;
  }

  private static Optional<Instant> time(Pointers pointers) throws UnusableEvent {
    Optional<JsonValue> value = pointers.at(Pointers.TIME);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    Optional<Long> number = value.get().number();
    Optional<Instant> time =
        number.isPresent()
            ? number.flatMap(ConfiguredEvent::timeOf)
            : value.get().literal().flatMap(EventTime::parse);
    if (time.isEmpty()) {
      throw new UnusableEvent("the time was expected in ISO 8601, seconds or milliseconds");
    }
    return time;
  }

  private static Optional<Instant> timeOf(long number) {
    return number < FIRST_MILLI ? EventTime.ofSecond(number) : EventTime.ofMilli(number);
  }

  /** Where the signature covers the body, another body under a known id is no forgery. */
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
    return switch (type.substring(type.lastIndexOf('.') + 1)) {
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
        .orElseThrow(() -> new UnusableEvent("the document was expected to be an object"));
  }
}
