package io.callboard.provider;

import io.callboard.signature.Verification;
import io.callboard.signature.Verification.Refused;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * The code for one provider of webhooks. A provider is one bean in a package of its own; {@code
 * callboard.sources.<name>.provider} selects it by name. Implementations are stateless and called
 * from many threads.
 */
public interface Provider {

  /** Returns the provider's name in configuration. */
  String name();

  /**
   * Returns how old a good signature of a source may be: the configured age, or the provider's
   * default.
   */
  Duration tolerance(Source source);

  /**
   * Returns whether the signature of a source's deliveries proves a time. If it does not, a
   * captured delivery can be replayed at any time, and only its delivery key identifies it.
   */
  default boolean provesTime(Source source) {
    return true;
  }

  /**
   * Validates the settings of a source, at startup and whenever its secrets are renewed. Settings
   * that all providers share are validated before.
   */
  default void examine(Source source, SourceFindings findings) {}

  /**
   * Refuses a delivery that no signature policy can accept, such as one whose content type does not
   * say how to read the body. It is called before {@link #verify}.
   */
  default Optional<Refused> unreadable(Delivery delivery) {
    return Optional.empty();
  }

  /**
   * Verifies a delivery: its shape, algorithm, MAC, claims and time, in that order. A delivery
   * without a signature is always refused as {@code SIGNATURE_MISSING}. Times are compared with the
   * arrival. The method never throws for anything that a sender controls.
   */
  Verification verify(Delivery delivery, Source source);

  /**
   * Returns the lower-case names of the headers that {@link #verify} and {@link #translate} read.
   * These headers are kept for a refused delivery, so that an operator can accept it.
   */
  default Set<String> headers(Source source) {
    return Set.of();
  }

  /**
   * Translates an accepted delivery. It reads the bytes, the content type, the headers, the arrival
   * time and what was proven on arrival. It never reads the secrets or the signature policy,
   * because they may have changed since.
   *
   * @throws UnusableEvent if the delivery contains nothing that can be applied; the event is logged
   *     as {@code FAILED}
   */
  Translation translate(ProvenDelivery event, Source source) throws UnusableEvent;
}
