package io.callboard.intake.mediastream;

import static io.callboard.signature.RefusalReason.BODY_MALFORMED;
import static io.callboard.signature.RefusalReason.SIGNATURE_MALFORMED;
import static io.callboard.signature.RefusalReason.SIGNATURE_MISSING;

import io.callboard.intake.Delivery;
import io.callboard.intake.ProvenDelivery;
import io.callboard.intake.Provider;
import io.callboard.intake.Source;
import io.callboard.intake.SourceFindings;
import io.callboard.intake.Translation;
import io.callboard.intake.UnusableEvent;
import io.callboard.json.JsonMembers;
import io.callboard.json.MalformedJson;
import io.callboard.signature.DigestOfFields;
import io.callboard.signature.DigestOfFields.Field;
import io.callboard.signature.Freshness;
import io.callboard.signature.Verification;
import io.callboard.signature.Verification.Refused;
import io.callboard.signature.Verification.Verified;
import jakarta.enterprise.context.Dependent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Mediastream puts the signature into the body: a SHA-256 over type, id, date and secret. The
 * literal texts of these are digested, and {@code data} is not, so that it is unproven.
 */
@Dependent
class MediastreamProvider implements Provider {
  private static final Duration TOLERANCE = Duration.ofDays(3);
  private static final Duration AHEAD = Duration.ofMinutes(5);

  /** What the proof is about; an unproven body costs no more memory than that. */
  private static final Set<String> SIGNED = Set.of("type", "date", "signature");

  private static final Set<String> IDS = Set.of("_id", "id");

  @Override
  public String name() {
    return "mediastream";
  }

  @Override
  public Duration tolerance(Source source) {
    return Objects.requireNonNullElse(source.tolerance(), TOLERANCE);
  }

  @Override
  public void examine(Source source, SourceFindings findings) {
    FetchBack.examine(source, findings);
  }

  @Override
  public Verification verify(Delivery delivery, Source source) {
    try {
      JsonMembers body = JsonMembers.selected(delivery.body(), SIGNED, Map.of("data", IDS));
      return body.text("signature").isEmpty()
          ? new Refused(SIGNATURE_MISSING, "a member signature was expected")
          : verify(body, delivery, source);
    } catch (MalformedJson e) {
      return new Refused(BODY_MALFORMED, e.reason());
    }
  }

  private Verification verify(JsonMembers body, Delivery delivery, Source source) {
    Optional<String> type = body.string("type");
    Optional<String> id = ModelEvent.id(body);
    if (type.isEmpty() || id.isEmpty()) {
      return new Refused(BODY_MALFORMED, "type and data._id or data.id were expected");
    }
    Optional<Long> date = body.number("date");
    if (date.isEmpty()) {
      return new Refused(SIGNATURE_MALFORMED, "date was expected as an integer of milliseconds");
    }
    List<Field> fields =
        List.of(
            new Field("type", type.get()),
            new Field("id", id.get()),
            new Field("date", body.integer("date").orElseThrow()));
    Verification verification =
        DigestOfFields.verify(fields, body.string("signature").orElse(""), source.secrets());
    return verification instanceof Verified proof && !isFresh(date.get(), delivery, source)
        ? Refused.stale("date is too far from the time of arrival", proof, signed(fields))
        : verification;
  }

  /** The values' text, in which none can hold the separator. */
  private static String signed(List<Field> fields) {
    return fields.stream().map(Field::value).collect(Collectors.joining("~"));
  }

  private boolean isFresh(long date, Delivery delivery, Source source) {
    return new Freshness(tolerance(source), ahead(source)).coversMilli(date, delivery.receivedAt());
  }

  private static Duration ahead(Source source) {
    return Objects.requireNonNullElse(source.ahead(), AHEAD);
  }

  @Override
  public Translation translate(ProvenDelivery event, Source source) throws UnusableEvent {
    return ModelEvent.read(event, ahead(source)).translate(FetchBack.isOn(source));
  }
}
