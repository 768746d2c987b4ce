package io.callboard.intake;

import io.callboard.signature.Verification.Verified;

/** A delivery that its source's signature rules let pass, with what they proved. */
public record ProvenDelivery(Delivery delivery, Verified proof) implements Submission {}
