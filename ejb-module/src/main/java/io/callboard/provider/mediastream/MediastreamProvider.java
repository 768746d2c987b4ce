package io.callboard.provider.mediastream;

import static io.callboard.signature.RefusalReason.BODY_MALFORMED;
import static io.callboard.signature.RefusalReason.SIGNATURE_MALFORMED;
import static io.callboard.signature.RefusalReason.SIGNATURE_MISSING;

import io.callboard.json.JsonMembers;
import io.callboard.json.MalformedJson;
import io.callboard.provider.Delivery;
import io.callboard.provider.ProvenDelivery;
import io.callboard.provider.Provider;
import io.callboard.provider.Source;
import io.callboard.provider.SourceFindings;
import io.callboard.provider.Translation;
import io.callboard.provider.UnusableEvent;
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
 * The provider Mediastream, which puts the signature into the body: a SHA-256 digest over the
 * literal texts of type, id and date, and the secret. The digest does not cover {@code data}, which
 * is therefore unproven.
 */
@Dependent
class MediastreamProvider implements Provider {
  private static final Duration TOLERANCE = Duration.ofDays(3);
  private static final Duration AHEAD = Duration.ofMinutes(5);

  /**
   * The members that verification reads. Other parts of an unproven body are not kept in memory.
   */
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
          ? new Refused(SIGNATURE_MISSING, "the body has no signature: expected a member signature")
          : verify(body, delivery, source);
    } catch (MalformedJson e) {
      return new Refused(BODY_MALFORMED, e.reason());
    }
  }

  private Verification verify(JsonMembers body, Delivery delivery, Source source) {
    Optional<String> type = body.string("type");
    Optional<String> id = ModelEvent.id(body);
    if (type.isEmpty() || id.isEmpty()) {
      return new Refused(
          BODY_MALFORMED, "type or id is missing or wrong: expected type, and data._id or data.id");
    }
    Optional<Long> date = body.number("date");
    if (date.isEmpty()) {
      return new Refused(
          SIGNATURE_MALFORMED, "date is missing or wrong: expected an integer of milliseconds");
    }
    List<Field> fields =
        List.of(
            new Field("type", type.get()),
            new Field("id", id.get()),
            new Field("date", body.integer("date").orElseThrow()));
    Verification verification =
        DigestOfFields.verify(fields, body.string("signature").orElse(""), source.secrets());
    return verification instanceof Verified proof && !isFresh(date.get(), delivery, source)
        ? Refused.stale(
            "date is too old or too far ahead: expected a time that the source's tolerance and"
                + " ahead allow",
            proof,
            signed(fields))
        : verification;
  }

  /**
   * Joins the signed values. None of them contains the separator, because {@link DigestOfFields}
   * refuses it.
   */
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
