package io.callboard.provider.waymark;

import static io.callboard.signature.RefusalReason.CONTENT_TYPE;
import static io.callboard.signature.RefusalReason.SIGNATURE_MISSING;

import io.callboard.json.JsonMembers;
import io.callboard.json.MalformedJson;
import io.callboard.provider.Delivery;
import io.callboard.provider.EventReader;
import io.callboard.provider.ProvenDelivery;
import io.callboard.provider.Provider;
import io.callboard.provider.Source;
import io.callboard.provider.SourceFindings;
import io.callboard.provider.Translation;
import io.callboard.provider.Translation.OtherContent;
import io.callboard.provider.UnusableEvent;
import io.callboard.signature.SignedToken;
import io.callboard.signature.TokenAlgorithm;
import io.callboard.signature.Verification;
import io.callboard.signature.Verification.Refused;
import jakarta.enterprise.context.Dependent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The provider Waymark. The content type says how an event is sent: {@code application/jwt} is a
 * token that contains the event, {@code application/json} is the event itself, unsigned.
 */
@Dependent
class WaymarkProvider implements Provider {
  private static final String EVENT = "https://waymark.com/webhook/event";
  private static final Duration SKEW = Duration.ofSeconds(60);
  private static final String ALGORITHMS = "jwt.algorithms";

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
    if (configured(source).isEmpty()) {
      findings.wrong(ALGORITHMS, TokenAlgorithm.EXPECTED);
    }
    TokenAlgorithm longest = Collections.max(algorithms(source));
    if (source.secrets().stream().anyMatch(secret -> isShort(secret, longest))) {
      findings.warn(
          "secrets",
          "a secret is shorter than the "
              + longest.length()
              + " bytes that "
              + longest
              + " requires");
    }
  }

  private static boolean isShort(String secret, TokenAlgorithm algorithm) {
    return secret.getBytes(StandardCharsets.UTF_8).length < algorithm.length();
  }

  private static Set<TokenAlgorithm> algorithms(Source source) {
    return configured(source).orElse(TokenAlgorithm.DEFAULT);
  }

  private static Optional<Set<TokenAlgorithm>> configured(Source source) {
    return TokenAlgorithm.allowed(source.settings().apply(ALGORITHMS));
  }

  private static Duration ahead(Source source) {
    return Objects.requireNonNullElse(source.ahead(), SKEW);
  }

  @Override
  public Optional<Refused> unreadable(Delivery delivery) {
    return isToken(delivery) || isJson(delivery)
        ? Optional.empty()
        : Optional.of(new Refused(CONTENT_TYPE, "expected application/jwt or application/json"));
  }

  @Override
  public Verification verify(Delivery delivery, Source source) {
    if (!isToken(delivery)) {
      return new Refused(
          SIGNATURE_MISSING, "the delivery is unsigned: expected a token as application/jwt");
    }
    return new SignedToken(
            "waymark.com", EVENT, algorithms(source), ahead(source), tolerance(source))
        .verify(delivery.body(), source.secrets(), delivery.receivedAt());
  }

  /** Takes the event inside a token as the content, because a retry may come in a new token. */
  @Override
  public Translation translate(ProvenDelivery event, Source source) throws UnusableEvent {
    OtherContent otherContent = event.proves("body") ? OtherContent.APPLY : OtherContent.HOLD;
    byte[] body = event.delivery().body();
    if (!isToken(event.delivery())) {
      return WaymarkEvent.read(event, EventReader.object(body), ahead(source))
          .translate(otherContent);
    }
    JsonMembers content = eventOf(body);
    return WaymarkEvent.read(event, content, ahead(source))
        .translate(otherContent)
        .withContent(content);
  }

  private static JsonMembers eventOf(byte[] token) throws UnusableEvent {
    try {
      return EventReader.object(SignedToken.provenClaims(token), EVENT);
    } catch (MalformedJson e) {
      throw new UnusableEvent("expected a token with claims: " + e.reason());
    }
  }

  private static boolean isToken(Delivery delivery) {
    return delivery.mediaType().filter("application/jwt"::equals).isPresent();
  }

  private static boolean isJson(Delivery delivery) {
    return delivery.mediaType().filter("application/json"::equals).isPresent();
  }
}
