package io.callboard.provider.signed;

import io.callboard.provider.Delivery;
import io.callboard.provider.ProvenDelivery;
import io.callboard.provider.Provider;
import io.callboard.provider.Source;
import io.callboard.provider.Source.SignaturePolicy;
import io.callboard.provider.SourceFindings;
import io.callboard.provider.Translation;
import io.callboard.provider.UnusableEvent;
import io.callboard.signature.Verification;
import jakarta.enterprise.context.Dependent;
import java.time.Duration;
import java.util.Set;

/**
 * The generic provider. {@code callboard.sources.<name>.scheme} says how the sender signs, and
 * {@code .pointer.*} where an event has its parts.
 */
@Dependent
class SignedProvider implements Provider {

  @Override
  public String name() {
    return "signed";
  }

  @Override
  public Duration tolerance(Source source) {
    return Scheme.of(source).map(scheme -> scheme.tolerance(source)).orElse(Duration.ZERO);
  }

  @Override
  public boolean provesTime(Source source) {
    return Scheme.of(source).filter(Scheme::provesTime).isPresent();
  }

  @Override
  public void examine(Source source, SourceFindings findings) {
    if (source.signature() != SignaturePolicy.NONE
        || source.settings().apply("scheme").isPresent()) {
      Scheme.of(source)
          .ifPresentOrElse(
              scheme -> scheme.examine(source, findings),
              () -> findings.wrong("scheme", "one of " + Scheme.words()));
    }
    Pointers.examine(source, findings);
  }

  @Override
  public Set<String> headers(Source source) {
    return Scheme.of(source).map(scheme -> scheme.headers(source)).orElse(Set.of());
  }

  @Override
  public Verification verify(Delivery delivery, Source source) {
    return Scheme.of(source)
        .orElseThrow(() -> new IllegalStateException("no scheme is configured for " + source))
        .verify(delivery, source);
  }

  @Override
  public Translation translate(ProvenDelivery event, Source source) throws UnusableEvent {
    return ConfiguredEvent.read(event, source).translate();
  }
}
