package io.callboard.catalog;

/**
 * What a change did to a record in memory.
 *
 * @param extent how much of the record it touched
 */
record Effect(Outcome outcome, Extent extent) {

  /** How much of a record was touched; the later the more. */
  enum Extent {
    NOTHING,
    /** What orders later events, and nothing that readers see. */
    BOOKKEEPING,
    /** What readers see. */
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
