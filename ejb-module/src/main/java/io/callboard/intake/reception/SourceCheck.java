package io.callboard.intake.reception;

import static io.callboard.signature.RefusalReason.SIGNATURE_MISSING;
import static io.callboard.signature.RefusalReason.SOURCE_UNKNOWN;

import io.callboard.intake.source.Providers;
import io.callboard.provider.Delivery;
import io.callboard.provider.Provider;
import io.callboard.provider.Source;
import io.callboard.signature.Verification;
import io.callboard.signature.Verification.Refused;
import io.callboard.signature.Verification.Verified;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The check of a delivery: by the rules of its source, then by its provider. */
@ApplicationScoped
public class SourceCheck {
  private static final Verified UNSIGNED = new Verified(List.of(), null);

  private final Providers providers;

  /** For the container's proxy. */
  SourceCheck() {
    this(new Providers(List.of()));
  }

  @Inject
  public SourceCheck(Providers providers) {
    this.providers = providers;
  }

  /**
   * Verifies or refuses a delivery. A request with a wrong path token, or from outside the source's
   * networks, is refused as {@code SOURCE_UNKNOWN}, so that its sender learns nothing.
   *
   * @param token the path segment after the source's name; null without one
   */
  public Verification verify(Delivery delivery, Source source, @Nullable String token) {
    if (!source.admits(token, delivery.address())) {
      return new Refused(SOURCE_UNKNOWN, "the path token or the sender's network is wrong");
    }
    Provider provider = providers.of(source);
    Optional<Refused> unreadable = provider.unreadable(delivery);
    return unreadable.isPresent() ? unreadable.get() : verify(delivery, source, provider);
  }

  private static Verification verify(Delivery delivery, Source source, Provider provider) {
    return switch (source.signature()) {
      case REQUIRED -> provider.verify(delivery, source);
      case OPTIONAL -> unsignedOr(provider.verify(delivery, source));
      case NONE -> UNSIGNED;
    };
  }

  private static Verification unsignedOr(Verification verification) {
    return verification instanceof Refused refused && refused.reason() == SIGNATURE_MISSING
        ? UNSIGNED
        : verification;
  }
}
