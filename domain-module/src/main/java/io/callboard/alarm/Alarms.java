package io.callboard.alarm;

import io.callboard.persistence.Conditions;
import io.callboard.persistence.Reading;
import io.callboard.persistence.Statements;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.lang.System.Logger.Level;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The alarms. Raising and clearing are idempotent, also across nodes: an alarm that is already open
 * is not raised or logged again and keeps its first detail. Each call runs in its own transaction,
 * so that an alarm survives a rollback of the caller.
 */
@Dependent
public class Alarms {
  private static final System.Logger LOG = System.getLogger(Alarms.class.getName());
  private static final int LONGEST_DETAIL = 500;
  private static final String SELECT =
      "select id, kind, subject, detail, raised_at, cleared_at from alarm";

  private final Statements statements;
  private final Event<Alarm> raised;
  private final Clock clock;

  @Inject
  public Alarms(EntityManager entities, Event<Alarm> raised, Clock clock) {
    this.statements = new Statements(entities);
    this.raised = raised;
    this.clock = clock;
  }

  /**
   * Raises an alarm unless it is already open.
   *
   * @param subject the source that it is about, empty for the whole installation
   * @param detail what happened, for a person to read, without secrets; at most {@value
   *     #LONGEST_DETAIL} characters are kept
   * @return whether this call raised it
   */
  @Transactional(TxType.REQUIRES_NEW)
  public boolean raise(AlarmKind kind, String subject, String detail) {
    String shown = detail.substring(0, Math.min(LONGEST_DETAIL, detail.length()));
    int inserted =
        statements.update(
            "insert into alarm (kind, subject, detail, opened, raised_at) values (?, ?, ?, ?, ?)"
                + " on conflict do nothing",
            statement -> {
              statement.setString(1, kind.word());
              statement.setString(2, subject);
              statement.setString(3, shown);
              statement.setString(4, key(kind, subject));
              Statements.time(statement, 5, clock.instant());
            });
    if (inserted == 1) {
      found(key(kind, subject)).forEach(this::announce);
    }
    return inserted == 1;
  }

  private void announce(Alarm alarm) {
    LOG.log(Level.WARNING, "Alarm: {0}", alarm.line());
    raised.fire(alarm);
  }

  /** Clears an alarm. Returns whether it was open. */
  @Transactional(TxType.REQUIRES_NEW)
  public boolean clear(AlarmKind kind, String subject) {
    int cleared =
        statements.update(
            "update alarm set cleared_at = ?, opened = null where opened = ?",
            statement -> {
              Statements.time(statement, 1, clock.instant());
              statement.setString(2, key(kind, subject));
            });
    if (cleared == 1) {
      LOG.log(Level.INFO, "Alarm cleared: {0} {1}", kind.word(), subject);
    }
    return cleared == 1;
  }

  /** Returns all open alarms, newest first. */
  @Transactional
  public List<Alarm> open() {
    return statements.query(
        SELECT + " where opened is not null order by id desc", statement -> {}, Alarms::alarm);
  }

  /**
   * Returns a page of alarms, newest first.
   *
   * @param source null for all
   * @param cleared whether cleared alarms are included
   * @param after the last id of the page before, null for the first page
   */
  @Transactional
  @Reading
  public List<Alarm> list(
      @Nullable String source, boolean cleared, @Nullable Long after, int limit) {
    Conditions conditions = new Conditions().andIf("id < ?", after).andIf("subject = ?", source);
    if (!cleared) {
      conditions = conditions.and("opened is not null");
    }
    return statements.query(
        SELECT + conditions.where() + " order by id desc fetch first " + limit + " rows only",
        conditions::bind,
        Alarms::alarm);
  }

  private List<Alarm> found(String key) {
    return statements.query(
        SELECT + " where opened = ?", statement -> statement.setString(1, key), Alarms::alarm);
  }

  private static String key(AlarmKind kind, String subject) {
    return kind.word() + "/" + subject;
  }

  private static Alarm alarm(ResultSet row) throws SQLException {
    return new Alarm(
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        Statements.time(row, 5),
        Statements.timeOrNull(row, 6));
  }
}
