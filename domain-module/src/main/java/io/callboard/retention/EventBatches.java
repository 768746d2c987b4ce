package io.callboard.retention;

import io.callboard.retention.Retention.Pause;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Removes rows of the event log by their ids, which are ordered by arrival. */
final class EventBatches {
  private static final UUID FIRST = new UUID(0, 0);

  private final Connection connection;
  private final Pause pause;
  private final Spared spared;

  EventBatches(Connection connection, Pause pause, Spared spared) {
    this.connection = connection;
    this.pause = pause;
    this.spared = spared;
  }

  /**
   * Removes old rows of a table or one partition; it skips spared events, and reads them only once.
   */
  void clear(String table, Instant since) throws SQLException {
    connection.setAutoCommit(true);
    UUID bound = WeekPartition.firstId(since);
    UUID after = FIRST;
    while (after != null) {
      after = step(table, after, bound);
      if (after != null && !pause.awaitNextStep()) {
        return;
      }
    }
  }

  /**
   * Removes one batch and returns the id after which the next one begins; null after the last
   * batch.
   */
  private @Nullable UUID step(String table, UUID after, UUID bound) throws SQLException {
    List<UUID> old = new ArrayList<>();
    UUID last = null;
    int seen = 0;
    try (PreparedStatement oldest = connection.prepareStatement(oldest(table))) {
      oldest.setObject(1, after);
      oldest.setObject(2, bound);
      try (ResultSet rows = oldest.executeQuery()) {
        for (; rows.next(); seen++) {
          last = rows.getObject(1, UUID.class);
          if (!rows.getBoolean(2)) {
            old.add(last);
          }
        }
      }
    }
    delete(table, old);
    return seen == Retention.STEP ? last : null;
  }

  /** Returns a query for the oldest rows, each with a flag for whether its event stays. */
  private String oldest(String table) {
    return "select r.id, "
        + spared.sql()
        + " or h.id is not null from "
        + table
        + " r left join event e on e.id = r.id"
        + " left join legal_hold h on h.id = e.subject and h.kind = e.kind"
        + " and h.source = e.source"
        + " where r.id > ? and r.id < ? order by r.id fetch first "
        + Retention.STEP
        + " rows only";
  }

  private void delete(String table, List<UUID> ids) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("delete from " + table + " where id = any(?)")) {
      delete.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
      delete.executeUpdate();
    }
  }
}
