package io.callboard.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callboard.alarm.Alarm;
import io.callboard.alarm.Alarms;
import io.callboard.alarm.OpenAlarms;
import io.callboard.testing.OnEachDatabase;
import io.callboard.testing.RaisedAlarms;
import io.callboard.testing.TestDatabase;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class FailedLoginWatchTest {
  private final TestDatabase database;
  private final EntityManager entities;
  private final Hand time = new Hand();
  private final OpenAlarms open = new OpenAlarms();
  private final Lines lines = new Lines();
  private final Logger logger = Logger.getLogger(FailedLoginWatch.class.getName());
  private Node node;
  private Node other;

  FailedLoginWatchTest(TestDatabase database) {
    this.database = database;
    this.entities = database.entityManagers().createEntityManager();
  }

  @BeforeEach
  void twoNodes() {
    database.empty();
    logger.addHandler(lines);
    node = node();
    other = node();
  }

  @AfterEach
  void close() {
    logger.removeHandler(lines);
    entities.close();
  }

  @Test
  void manyFailuresAreAnAlarmUntilTenMinutesHaveFewer() {
    node.fails(19);
    look();
    assertThat(kinds()).isEmpty();

    node.fails(1);
    look();
    assertThat(kinds()).containsExactly("logins-failing");

    time.now = time.now.plus(FailedLoginHistory.WINDOW).minusSeconds(1);
    look();
    assertThat(kinds()).containsExactly("logins-failing");

    time.now = time.now.plusSeconds(1);
    look();
    assertThat(kinds()).isEmpty();
  }

  @Test
  void nodesAddTheirFailuresUp() {
    node.fails(10);
    other.fails(10);
    look();

    assertThat(kinds()).containsExactly("logins-failing");
  }

  @Test
  void logsOnceAMinuteHoweverManyFail() {
    for (int second = 0; second < 120; second++) {
      node.fails(50);
      look();
      time.now = time.now.plusSeconds(1);
    }

    assertThat(lines.all).hasSize(2).first().asString().contains("50 names that no user has");
    assertThat(lines.all.getLast()).contains("3000 names that no user has");
  }

  @Test
  void failuresAreKeptWhileTheDatabaseFails() {
    node.fails(20);
    database.execute("alter table failed_logins rename to failed_logins_away");
    try {
      assertThatThrownBy(this::look).isInstanceOf(PersistenceException.class);
    } finally {
      entities.getTransaction().rollback();
      database.execute("alter table failed_logins_away rename to failed_logins");
    }

    look();

    assertThat(kinds()).containsExactly("logins-failing");
    assertThat(lines.all).hasSize(1);
  }

  @Test
  void logsNothingWhenNothingFails() {
    look();

    assertThat(lines.all).isEmpty();
  }

  private Node node() {
    FailedLogins failed = new FailedLogins();
    return new Node(
        failed,
        new FailedLoginWatch(
            failed,
            new FailedLoginHistory(entities, time),
            new Alarms(entities, new RaisedAlarms(), time),
            open,
            time));
  }

  private void look() {
    entities.getTransaction().begin();
    node.watch.look();
    other.watch.look();
    entities.getTransaction().commit();
    open.are(new Alarms(entities, new RaisedAlarms(), time).open());
  }

  private List<String> kinds() {
    return open.now().stream().map(Alarm::kind).toList();
  }

  private record Node(FailedLogins failed, FailedLoginWatch watch) {
    void fails(int times) {
      for (int i = 0; i < times; i++) {
        failed.count("192.0.2.0/24", Optional.empty());
      }
    }
  }

  private static final class Lines extends Handler {
    private final List<String> all = new ArrayList<>();

    @Override
    public void publish(LogRecord line) {
      all.add(new SimpleFormatter().formatMessage(line));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  private static final class Hand extends Clock {
    private Instant now = Instant.parse("2026-11-21T12:00:00Z");

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
