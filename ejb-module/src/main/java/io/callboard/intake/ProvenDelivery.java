package io.callboard.intake;

import io.callboard.signature.Verification.Verified;

/** A delivery that its source's signature rules let pass, with what they proved. */
public record ProvenDelivery(Delivery delivery, Verified proof) implements Submission {

  /** Whether the signature covered that part, such as {@code body}, when the delivery came. */
  public boolean proves(String part) {
    return proof.proven().contains(part);
  }
}
