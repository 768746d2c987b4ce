package io.callboard.intake;

import io.callboard.signature.Verification;

/**
 * What Callboard must know of one provider of webhooks. A provider is one bean in a package of its
 * own; its name is what {@code callboard.sources.<name>.provider} says. Implementations keep no
 * state and are called from many threads.
 */
public interface Provider {

  /** The provider's name in configuration. */
  String name();

  /**
   * Proves a delivery or refuses it, looking at shape, algorithm, MAC, claims and time in that
   * order. Never throws for anything that came from outside.
   */
  Verification verify(Delivery delivery, Source source);

  /**
   * Says what a proven delivery means.
   *
   * @throws UnusableEvent if it means nothing that could be applied: the event is logged as {@code
   *     FAILED}
   */
  Translation translate(Delivery delivery, Source source) throws UnusableEvent;
}
