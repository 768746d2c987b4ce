package io.callboard.retention;

import io.callboard.retention.Retention.Pause;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Set;

/**
 * Delivery keys that are kept for ever, because nothing else tells a captured delivery of their
 * sources from a new one. When they reach the age at which others are removed they are given a time
 * that never comes, so that retention passes over them once.
 */
final class LastingKeys {
  private static final OffsetDateTime NEVER =
      OffsetDateTime.of(9999, 12, 31, 0, 0, 0, 0, ZoneOffset.UTC);

  private static final String KEEP =
      """
      update delivery_key set settled_at = ? where (key_hash, source) in (
        select key_hash, source from (
          select key_hash, source from delivery_key where settled_at < ? and source = any(?)
          order by settled_at fetch first %d rows only) oldest)\
      """
          .formatted(Retention.STEP);

  private final Connection connection;
  private final Pause pause;

  LastingKeys(Connection connection, Pause pause) {
    this.connection = connection;
    this.pause = pause;
  }

  /** Keeps the keys of these sources that were settled before a moment; whether all are kept. */
  boolean keep(Set<String> sources, Instant before) throws SQLException {
    if (sources.isEmpty()) {
      return true;
    }
    connection.setAutoCommit(true);
    try (PreparedStatement keep = connection.prepareStatement(KEEP)) {
      keep.setObject(1, NEVER);
      keep.setObject(2, before.atOffset(ZoneOffset.UTC));
      keep.setArray(3, connection.createArrayOf("varchar", sources.toArray()));
      while (keep.executeUpdate() == Retention.STEP) {
        if (!pause.goOn()) {
          return false;
        }
      }
      return true;
    }
  }
}
