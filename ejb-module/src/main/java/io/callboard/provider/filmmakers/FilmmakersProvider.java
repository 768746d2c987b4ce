package io.callboard.provider.filmmakers;

import io.callboard.provider.Delivery;
import io.callboard.provider.ProvenDelivery;
import io.callboard.provider.Provider;
import io.callboard.provider.Source;
import io.callboard.provider.SourceFindings;
import io.callboard.provider.Translation;
import io.callboard.provider.UnusableEvent;
import io.callboard.provider.api.ApiAccess;
import io.callboard.signature.Freshness;
import io.callboard.signature.TimestampedHmac;
import io.callboard.signature.Verification;
import jakarta.enterprise.context.Dependent;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;

/**
 * The provider Filmmakers, which signs the body in the header {@code X-Signature}. A retry may
 * carry the time of the first attempt, so the default tolerance is three days. The content type is
 * not documented and therefore not checked.
 */
@Dependent
class FilmmakersProvider implements Provider {
  private static final String HEADER = "x-signature";
  private static final Duration TOLERANCE = Duration.ofDays(3);
  private static final Duration AHEAD = Duration.ofMinutes(5);

  @Override
  public String name() {
    return "filmmakers";
  }

  @Override
  public Duration tolerance(Source source) {
    return Objects.requireNonNullElse(source.tolerance(), TOLERANCE);
  }

  @Override
  public void examine(Source source, SourceFindings findings) {
    ApiAccess.examine(source, source.secrets().stream().findFirst(), findings);
    if (source.settings().apply("api.url").isEmpty()) {
      findings.warn("api.url", "not set: profiles stay PENDING, because nothing fetches them");
    }
  }

  @Override
  public Set<String> headers(Source source) {
    return Set.of(HEADER);
  }

  @Override
  public Verification verify(Delivery delivery, Source source) {
    return new TimestampedHmac(new Freshness(tolerance(source), ahead(source)))
        .verify(delivery.header(HEADER), delivery.body(), source.secrets(), delivery.receivedAt());
  }

  @Override
  public Translation translate(ProvenDelivery event, Source source) throws UnusableEvent {
    return ProfileEvent.read(event, ahead(source)).translate();
  }

  private static Duration ahead(Source source) {
    return Objects.requireNonNullElse(source.ahead(), AHEAD);
  }
}
