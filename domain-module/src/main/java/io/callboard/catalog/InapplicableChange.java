package io.callboard.catalog;

/**
 * A change that cannot be applied to its record: the stored record cannot be read, or applying the
 * change failed in memory. The database is not the cause, so a retry would fail too.
 */
public final class InapplicableChange extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InapplicableChange(Subject subject, Throwable cause) {
    super("a change cannot be applied to " + subject, cause);
  }
}
