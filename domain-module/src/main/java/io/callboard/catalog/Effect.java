package io.callboard.catalog;

/**
 * The effect of a change on a record in memory.
 *
 * @param extent how much of the record changed
 */
record Effect(Outcome outcome, Extent extent) {

  /** How much of a record changed, from the least to the most. */
  enum Extent {
    NOTHING,
    /** Only values that order later events, which readers do not see. */
    BOOKKEEPING,
    /** Something that readers see. */
    RECORD;

    Extent or(Extent other) {
      return compareTo(other) >= 0 ? this : other;
    }
  }

  static Effect none(String reason) {
    return new Effect(new Outcome.Ignored(reason), Extent.NOTHING);
  }

  static Effect applied(boolean seen) {
    return new Effect(new Outcome.Applied(false), seen ? Extent.RECORD : Extent.BOOKKEEPING);
  }
}
