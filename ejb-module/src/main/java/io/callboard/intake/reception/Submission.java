package io.callboard.intake.reception;

import io.callboard.provider.Delivery;
import io.callboard.provider.ProvenDelivery;
import io.callboard.signature.Verification.Verified;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A delivery on its way through intake. It is unproven until the signature check has proved it, so
 * that a delivery which was never checked reaches no journal.
 */
public final class Submission {
  private final Delivery delivery;
  private final @Nullable String token;
  private @Nullable ProvenDelivery proven;

  /**
   * Begins with an unproven delivery.
   *
   * @param token the path segment after the source's name, null without one
   */
  public Submission(Delivery delivery, @Nullable String token) {
    this.delivery = delivery;
    this.token = token;
  }

  Delivery delivery() {
    return delivery;
  }

  @Nullable String token() {
    return token;
  }

  /** Records what the signature check proved. */
  void prove(Verified proof) {
    proven = new ProvenDelivery(delivery, proof);
  }

  /** Returns the proven delivery; empty if the signature check did not run. */
  Optional<ProvenDelivery> proven() {
    return Optional.ofNullable(proven);
  }
}
