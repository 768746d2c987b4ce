package io.callboard.signature;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The outcome of checking a delivery's signature. */
public sealed interface Verification {

  /**
   * The delivery is accepted.
   *
   * @param proven the parts that the signature covers ({@code timestamp}, {@code body}, {@code
   *     type}, {@code id}, {@code date}); empty when the source does not sign
   * @param secretIndex which of the source's secrets verified it, 0 being the current one; null
   *     when none did
   */
  record Verified(List<String> proven, @Nullable Integer secretIndex) implements Verification {
    public Verified {
      proven = List.copyOf(proven);
    }
  }

  /**
   * The delivery is refused.
   *
   * @param detail says what was expected, for the rejection log; holds no secret and nothing
   *     computed from one
   * @param outOfTime what was proven, when only time stands against the delivery; null otherwise
   */
  record Refused(RefusalReason reason, String detail, @Nullable OutOfTime outOfTime)
      implements Verification {
    public Refused(RefusalReason reason, String detail) {
      this(reason, detail, null);
    }

    /** Refuses a delivery whose signature is good and covers the body, for its time alone. */
    public static Refused stale(String detail, Verified proof) {
      return new Refused(RefusalReason.SIGNATURE_STALE, detail, new OutOfTime(proof, null));
    }

    /**
     * Refuses a delivery whose signature is good, for its time alone.
     *
     * @param signed the text that the signature covers in place of the body
     */
    public static Refused stale(String detail, Verified proof, String signed) {
      return new Refused(RefusalReason.SIGNATURE_STALE, detail, new OutOfTime(proof, signed));
    }
  }

  /**
   * A delivery whose signature is good and whose time is not. It may be quarantined.
   *
   * @param proof what an operator who accepts the delivery accepts
   * @param signed the text that the signature covers in place of the body: deliveries that share it
   *     are variants of one. Null when the signature covers the body.
   */
  record OutOfTime(Verified proof, @Nullable String signed) {}
}
