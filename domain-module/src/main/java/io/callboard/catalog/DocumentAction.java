package io.callboard.catalog;

/**
 * What happened to a document. At the same version a delete beats an update and an update beats a
 * create.
 */
public enum DocumentAction {
  CREATE,
  UPDATE,
  /** Brings a deleted document back. */
  RESTORE,
  DELETE,
  /** Deletes a document and drops its attributes. */
  PURGE
}
