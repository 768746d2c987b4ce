package io.callboard.intake.reception;

import static io.callboard.signature.RefusalReason.SIGNATURE_MISSING;
import static io.callboard.signature.RefusalReason.SOURCE_UNKNOWN;

import io.callboard.intake.Delivery;
import io.callboard.intake.ProvenDelivery;
import io.callboard.intake.Provider;
import io.callboard.intake.Provider.Age;
import io.callboard.intake.Source;
import io.callboard.intake.source.Providers;
import io.callboard.intake.source.RetentionPeriods;
import io.callboard.retention.RetentionPeriod;
import io.callboard.signature.Freshness;
import io.callboard.signature.Verification;
import io.callboard.signature.Verification.Refused;
import io.callboard.signature.Verification.Verified;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/**
 * Accepts or refuses a delivery: what its source asks for, then what its provider proves. Where a
 * signature proves no time, the time that the event says must be one for which its key is still
 * kept: an older event would be new again.
 */
@ApplicationScoped
public class SourceCheck {
  private static final Verified UNSIGNED = new Verified(List.of(), null);

  private static final Duration AHEAD = Duration.ofMinutes(5);

  private final Providers providers;
  private final Duration keysKept;

  /** For the container's proxy. */
  SourceCheck() {
    this(new Providers(List.of()), RetentionPeriod.KEYS.usual());
  }

  @Inject
  SourceCheck(Providers providers, Config config) {
    this(
        providers,
        RetentionPeriods.read(config, RetentionPeriod.KEYS).orElse(RetentionPeriod.KEYS.usual()));
  }

  /**
   * A check with these providers.
   *
   * @param keysKept how long the keys of events are kept
   */
  public SourceCheck(Providers providers, Duration keysKept) {
    this.providers = providers;
    this.keysKept = keysKept;
  }

  /**
   * Accepts a delivery or refuses it. A request with a wrong path token, or from outside the
   * source's networks, is refused as {@code SOURCE_UNKNOWN}, so that it learns nothing.
   *
   * @param token the path segment after the source's name, null when there was none
   */
  public Verification verify(Delivery delivery, Source source, @Nullable String token) {
    if (!source.admits(token, delivery.address())) {
      return new Refused(SOURCE_UNKNOWN, "the path token or the sender's network is wrong");
    }
    Provider provider = providers.of(source);
    Optional<Refused> unreadable = provider.unreadable(delivery);
    return unreadable.isPresent() ? unreadable.get() : verify(delivery, source, provider);
  }

  private Verification verify(Delivery delivery, Source source, Provider provider) {
    return switch (source.signature()) {
      case REQUIRED -> proven(delivery, source, provider);
      case OPTIONAL -> unsignedOr(proven(delivery, source, provider));
      case NONE -> UNSIGNED;
    };
  }

  private Verification proven(Delivery delivery, Source source, Provider provider) {
    Verification verification = provider.verify(delivery, source);
    return verification instanceof Verified proof && provider.age(source) == Age.SAID
        ? timely(new ProvenDelivery(delivery, proof), source, provider)
        : verification;
  }

  private Verification timely(ProvenDelivery event, Source source, Provider provider) {
    Duration ahead = Objects.requireNonNullElse(source.ahead(), AHEAD);
    Freshness freshness = new Freshness(keysKept.minus(ahead), ahead);
    return provider
        .saidTime(event, source)
        .filter(time -> !freshness.coversMilli(time.toEpochMilli(), event.delivery().receivedAt()))
        .<Verification>map(
            time ->
                Refused.stale(
                    "the event's time is too far from the time of arrival", event.proof()))
        .orElse(event.proof());
  }

  private static Verification unsignedOr(Verification verification) {
    return verification instanceof Refused refused && refused.reason() == SIGNATURE_MISSING
        ? UNSIGNED
        : verification;
  }
}
