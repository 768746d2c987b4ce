package io.callboard.intake;

import io.callboard.signature.Verification.Refused;
import jakarta.enterprise.context.ApplicationScoped;

/** Writes refusals to the rejection log. */
@ApplicationScoped
public class Refusals {
  /** Records a refused delivery; never waits and never throws. */
  public void record(Delivery delivery, Refused refused) {}
}
