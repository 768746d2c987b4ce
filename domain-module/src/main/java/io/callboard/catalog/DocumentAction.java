package io.callboard.catalog;

/**
 * An action on a document. At the same version a delete wins over an update, and an update over a
 * create.
 */
public enum DocumentAction {
  CREATE,
  UPDATE,
  /** Restores a deleted document. */
  RESTORE,
  DELETE,
  /** Deletes a document and drops its attributes. */
  PURGE
}
