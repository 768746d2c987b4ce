package io.callboard.intake.waymark;

import static io.callboard.signature.RefusalReason.CONTENT_TYPE;
import static io.callboard.signature.RefusalReason.SIGNATURE_MISSING;

import io.callboard.intake.Delivery;
import io.callboard.intake.EventReader;
import io.callboard.intake.ProvenDelivery;
import io.callboard.intake.Provider;
import io.callboard.intake.Source;
import io.callboard.intake.SourceFindings;
import io.callboard.intake.Translation;
import io.callboard.intake.Translation.OtherContent;
import io.callboard.intake.UnusableEvent;
import io.callboard.json.JsonMembers;
import io.callboard.json.MalformedJson;
import io.callboard.signature.SignedToken;
import io.callboard.signature.Verification;
import io.callboard.signature.Verification.Refused;
import jakarta.enterprise.context.Dependent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Waymark says by the content type how an event comes: {@code application/jwt} is a token that
 * holds it, {@code application/json} the event itself, unsigned.
 */
@Dependent
class WaymarkProvider implements Provider {
  private static final String EVENT = "https://waymark.com/webhook/event";
  private static final Duration SKEW = Duration.ofSeconds(60);
  private static final int ADVISED_KEY_LENGTH = 32;

  @Override
  public String name() {
    return "waymark";
  }

  @Override
  public Duration tolerance(Source source) {
    return Objects.requireNonNullElse(source.tolerance(), SKEW);
  }

  @Override
  public void examine(Source source, SourceFindings findings) {
    if (source.secrets().stream().anyMatch(WaymarkProvider::isShort)) {
      findings.warn("secrets", "a secret is shorter than the 32 bytes that HS256 asks for");
    }
  }

  private static boolean isShort(String secret) {
    return secret.getBytes(StandardCharsets.UTF_8).length < ADVISED_KEY_LENGTH;
  }

  @Override
  public Optional<Refused> unreadable(Delivery delivery) {
    return isToken(delivery) || isJson(delivery)
        ? Optional.empty()
        : Optional.of(
            new Refused(CONTENT_TYPE, "application/jwt or application/json was expected"));
  }

  @Override
  public Verification verify(Delivery delivery, Source source) {
    if (!isToken(delivery)) {
      return new Refused(SIGNATURE_MISSING, "a token, application/jwt, was expected");
    }
    Duration skew = Objects.requireNonNullElse(source.ahead(), SKEW);
    return new SignedToken("waymark.com", EVENT, skew, tolerance(source))
        .verify(delivery.body(), source.secrets(), delivery.receivedAt());
  }

  /** A retry may come in a new token. */
  @Override
  public Translation translate(ProvenDelivery event, Source source) throws UnusableEvent {
    OtherContent otherContent = event.proves("body") ? OtherContent.APPLY : OtherContent.HOLD;
    byte[] body = event.delivery().body();
    if (!isToken(event.delivery())) {
      return WaymarkEvent.read(EventReader.object(body)).translate(otherContent);
    }
    JsonMembers content = eventOf(body);
    return WaymarkEvent.read(content).translate(otherContent).withContent(content);
  }

  private static JsonMembers eventOf(byte[] token) throws UnusableEvent {
    try {
      return EventReader.object(SignedToken.provenClaims(token), EVENT);
    } catch (MalformedJson e) {
      throw new UnusableEvent("a token with claims was expected: " + e.reason());
    }
  }

  private static boolean isToken(Delivery delivery) {
    return delivery.mediaType().filter("application/jwt"::equals).isPresent();
  }

  private static boolean isJson(Delivery delivery) {
    return delivery.mediaType().filter("application/json"::equals).isPresent();
  }
}
