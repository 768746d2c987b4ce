package io.callboard.audit;

import io.callboard.persistence.ColumnText;

/**
 * The actor of an action.
 *
 * @param name the user's or token's; at most {@value #MAX} characters are kept
 * @param address where the request came from; at most {@value #MAX} characters are kept
 */
public record Operator(String name, String address) {
  static final int MAX = 100;

  /** Callboard itself, as the actor of changes that no request makes directly. */
  public static final Operator CALLBOARD = new Operator("(callboard)", "local");

  public Operator {
    name = ColumnText.cut(name, MAX);
    address = ColumnText.cut(address, MAX);
  }
}
