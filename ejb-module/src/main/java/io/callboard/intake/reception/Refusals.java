package io.callboard.intake.reception;

import io.callboard.intake.Delivery;
import io.callboard.rejection.Rejection;
import io.callboard.rejection.RejectionLog;
import io.callboard.signature.Verification.Refused;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Writes refusals to the rejection log. */
@ApplicationScoped
public class Refusals {
  private final RejectionLog rejections;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected Refusals() {
    this.rejections = null;
  }

  @Inject
  public Refusals(RejectionLog rejections) {
    this.rejections = rejections;
  }

  /** Records a refused delivery; never waits and never throws. */
  public void record(Delivery delivery, Refused refused) {
    record(delivery, refused, delivery.body().length);
  }

  /**
   * Records a refused delivery whose body was not read; never waits and never throws.
   *
   * @param size the body's, in bytes, as the sender announced it
   */
  public void record(Delivery delivery, Refused refused, long size) {
    rejections.record(
        new Rejection(
            delivery.id(),
            delivery.receivedAt(),
            delivery.source(),
            refused.reason().word(),
            refused.detail(),
            delivery.address(),
            delivery.contentType(),
            size,
            delivery.headers(),
            refused.authentic() ? delivery.body() : new byte[0]));
  }
}
