package io.callboard.catalog;

/**
 * A change that cannot be applied to its record: what is stored of the record cannot be read, or
 * applying the change failed in memory. No database had a part in it, so another try ends the same.
 */
public final class InapplicableChange extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InapplicableChange(Subject subject, Throwable cause) {
    super("a change cannot be applied to " + subject, cause);
  }
}
