package io.callboard.retention;

import io.callboard.eventlog.DeliveryKeys;
import io.callboard.retention.Retention.Pause;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Delivery keys that are kept forever: the signatures of their sources prove no time, so nothing
 * else distinguishes a replayed delivery from a new one. At the age at which other keys are
 * removed, they get a time in the far future ({@link DeliveryKeys#lasting}), so that retention
 * reads them only once.
 */
final class PermanentKeys {
  private static final String OLDEST =
      """
      select key_hash, source, settled_at from delivery_key where settled_at < ? and source = any(?)
      order by settled_at fetch first %d rows only\
      """
          .formatted(Retention.STEP);

  /** The time is compared, because a key that another event has taken since then is young again. */
  private static final String KEEP =
      "update delivery_key set settled_at = ? where key_hash = ? and source = ? and settled_at = ?";

  private final Connection connection;
  private final Pause pause;

  PermanentKeys(Connection connection, Pause pause) {
    this.connection = connection;
    this.pause = pause;
  }

  private record Key(byte[] hash, String source, Instant settledAt) {
    static Key of(ResultSet row) throws SQLException {
      return new Key(
          row.getBytes(1), row.getString(2), row.getObject(3, OffsetDateTime.class).toInstant());
    }
  }

  /**
   * Marks the keys of these sources that were settled before a time as kept forever.
   *
   * @return whether all of them are marked
   */
  boolean keep(Set<String> sources, Instant before) throws SQLException {
    if (sources.isEmpty()) {
      return true;
    }
    connection.setAutoCommit(false);
    List<Key> oldest = oldest(sources, before);
    while (!oldest.isEmpty()) {
      keep(oldest);
      connection.commit();
      if (oldest.size() < Retention.STEP) {
        return true;
      }
      if (!pause.awaitNextStep()) {
        return false;
      }
      oldest = oldest(sources, before);
    }
    return true;
  }

  private List<Key> oldest(Set<String> sources, Instant before) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(OLDEST)) {
      select.setObject(1, before.atOffset(ZoneOffset.UTC));
      select.setArray(2, connection.createArrayOf("varchar", sources.toArray()));
      List<Key> oldest = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          oldest.add(Key.of(rows));
        }
      }
      return oldest;
    }
  }

  private void keep(List<Key> keys) throws SQLException {
    try (PreparedStatement keep = connection.prepareStatement(KEEP)) {
      for (Key key : keys) {
        keep.setObject(1, DeliveryKeys.lasting(key.settledAt()).atOffset(ZoneOffset.UTC));
        keep.setBytes(2, key.hash());
        keep.setString(3, key.source());
        keep.setObject(4, key.settledAt().atOffset(ZoneOffset.UTC));
        keep.addBatch();
      }
      keep.executeBatch();
    }
  }
}
