package io.callboard.intake;

import io.callboard.signature.Verification;
import io.callboard.signature.Verification.Refused;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What Callboard must know of one provider of webhooks. A provider is one bean in a package of its
 * own; its name is what {@code callboard.sources.<name>.provider} says. Implementations keep no
 * state and are called from many threads.
 */
public interface Provider {

  /** The provider's name in configuration. */
  String name();

  /** How old a good signature of a source may be: as configured, else the provider's default. */
  Duration tolerance(Source source);

  /**
   * Returns whether the signature of a source's deliveries proves a time. Where it does not, a
   * captured delivery can be sent again at any time, and only its delivery key tells.
   */
  default boolean provesTime(Source source) {
    return true;
  }

  /**
   * Looks at the settings of a source when the application starts. What is common to all providers
   * has been looked at before.
   */
  default void examine(Source source, SourceFindings findings) {}

  /**
   * Refuses what no policy on signatures could accept, such as a content type that says nothing of
   * how to read the body. Asked first.
   */
  default Optional<Refused> unreadable(Delivery delivery) {
    return Optional.empty();
  }

  /**
   * Proves a delivery or refuses it, looking at shape, algorithm, MAC, claims and time in that
   * order. A delivery without a signature is refused as {@code SIGNATURE_MISSING} and as nothing
   * else. Time is the delivery's arrival. Never throws for anything that came from outside.
   */
  Verification verify(Delivery delivery, Source source);

  /**
   * The headers that {@link #verify} and {@link #translate} read of a source's deliveries, by
   * lower-case name. Of a refused delivery they are kept, so that an operator can accept it.
   */
  default Set<String> headers(Source source) {
    return Set.of();
  }

  /**
   * Says what an accepted delivery means. Reads the bytes, the content type, the headers, the
   * arrival time and what was proven on arrival, never the secrets nor the policy on signatures:
   * those may be others by then.
   *
   * @throws UnusableEvent if it means nothing that could be applied: the event is logged as {@code
   *     FAILED}
   */
  Translation translate(ProvenDelivery event, Source source) throws UnusableEvent;
}
