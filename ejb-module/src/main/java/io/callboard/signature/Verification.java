package io.callboard.signature;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The outcome of checking a delivery's signature. */
public sealed interface Verification {

  /**
   * The delivery is accepted.
   *
   * @param proven the parts that the signature covers ({@code timestamp}, {@code body}, {@code
   *     type}, {@code id}, {@code date}); empty for a delivery without a verified signature
   * @param secretIndex index of the source's secret that verified it, 0 for the current one; null
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
   * @param detail what is wrong and what was expected, for the rejection log; contains no secret
   *     and nothing computed from one
   * @param outOfTime what was proven, if the delivery is refused only for its time; null otherwise
   */
  record Refused(RefusalReason reason, String detail, @Nullable OutOfTime outOfTime)
      implements Verification {
    public Refused(RefusalReason reason, String detail) {
      this(reason, detail, null);
    }

    /** Refuses a delivery only for its time: its signature is good and covers the body. */
    public static Refused stale(String detail, Verified proof) {
      return new Refused(RefusalReason.SIGNATURE_STALE, detail, new OutOfTime(proof, null));
    }

    /**
     * Refuses a delivery only for its time: its signature is good.
     *
     * @param signed the text that the signature covers instead of the body
     */
    public static Refused stale(String detail, Verified proof, String signed) {
      return new Refused(RefusalReason.SIGNATURE_STALE, detail, new OutOfTime(proof, signed));
    }
  }

  /**
   * A delivery with a good signature and a time out of range. It may be quarantined.
   *
   * @param proof what the signature proves, which holds once an operator accepts the delivery
   * @param signed the text that the signature covers instead of the body; deliveries that share it
   *     are variants of one. Null when the signature covers the body.
   */
  record OutOfTime(Verified proof, @Nullable String signed) {}
}
