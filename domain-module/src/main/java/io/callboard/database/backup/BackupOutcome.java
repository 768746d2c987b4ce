package io.callboard.database.backup;

import java.time.Instant;

/** The result of a backup. */
public sealed interface BackupOutcome {

  /**
   * The backup is complete and on the disk.
   *
   * @param file its path on the server's machine; the next backup replaces it
   * @param bytes its size in bytes
   * @param at everything that was settled before this time is in it
   */
  record Made(String file, long bytes, Instant at) implements BackupOutcome {}

  /** Callboard does not run on an embedded database in a file. */
  record NotEmbedded() implements BackupOutcome {}

  /** Another backup is running. */
  record Busy() implements BackupOutcome {}

  /** The file could not be written; the previous backup, if any, is unchanged. */
  record Failed() implements BackupOutcome {}
}
