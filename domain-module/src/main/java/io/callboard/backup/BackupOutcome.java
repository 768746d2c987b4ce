package io.callboard.backup;

import java.time.Instant;

/** What became of the wish for a backup. */
public sealed interface BackupOutcome {

  /**
   * It is there, whole and on the disk.
   *
   * @param file on the server's machine; the next backup takes its place
   * @param bytes its size
   * @param at everything that was settled before is in it
   */
  record Made(String file, long bytes, Instant at) implements BackupOutcome {}

  /** Callboard does not run on an embedded database in a file. */
  record NotEmbedded() implements BackupOutcome {}

  /** Another one is being made. */
  record Busy() implements BackupOutcome {}

  /** The file could not be written; the backup before is as it was. */
  record Failed() implements BackupOutcome {}
}
