package io.callboard.source;

import io.callboard.persistence.Statements;
import io.callboard.source.SourceActivity.Counts;
import io.callboard.source.SourceActivity.SecretUse;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Queries of the activity of sources. */
@Dependent
@Transactional
public class SourceActivities {
  private final Statements statements;

  @Inject
  public SourceActivities(EntityManager entities) {
    this.statements = new Statements(entities);
  }

  /** Returns the activity of each of these sources, in their order. */
  public List<SourceActivity> of(List<String> sources) {
    Map<String, List<SecretUse>> uses = secretUses();
    Map<String, SourceActivity> activities = new HashMap<>();
    statements
        .query(
            "select source, applied, duplicate, ignored, held, pending, failed, parked, rejected,"
                + " last_event, last_event_at, state from source_total",
            statement -> {},
            row -> activity(row, uses))
        .forEach(activity -> activities.put(activity.source(), activity));
    return sources.stream()
        .map(source -> activities.getOrDefault(source, SourceActivity.none(source)))
        .toList();
  }

  /** Returns whether a source of that name ever sent anything, configured or not. */
  public boolean any(String source) {
    return !statements
        .query(
            "select 1 from source_total where source = ?",
            statement -> statement.setString(1, source),
            row -> row.getInt(1))
        .isEmpty();
  }

  private Map<String, List<SecretUse>> secretUses() {
    Map<String, List<SecretUse>> uses = new HashMap<>();
    statements.query(
        "select source, secret_index, uses, last_used_at from secret_use"
            + " order by source, secret_index",
        statement -> {},
        row ->
            uses.computeIfAbsent(row.getString(1), source -> new ArrayList<>())
                .add(new SecretUse(row.getInt(2), row.getLong(3), Statements.time(row, 4))));
    return uses;
  }

  private static SourceActivity activity(ResultSet row, Map<String, List<SecretUse>> uses)
      throws SQLException {
    return new SourceActivity(
        row.getString(1),
        SourceState.valueOf(row.getString(12)),
        new Counts(
            row.getLong(2),
            row.getLong(3),
            row.getLong(4),
            row.getLong(5),
            row.getLong(6),
            row.getLong(7),
            row.getLong(8),
            row.getLong(9)),
        row.getObject(10, UUID.class),
        Statements.timeOrNull(row, 11),
        uses.getOrDefault(row.getString(1), List.of()));
  }
}
