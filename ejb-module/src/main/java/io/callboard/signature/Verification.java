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
   * @param authentic whether the MAC was good, so that only time stands against the delivery and it
   *     may be quarantined
   */
  record Refused(RefusalReason reason, String detail, boolean authentic) implements Verification {
    public Refused(RefusalReason reason, String detail) {
      this(reason, detail, false);
    }
  }
}
