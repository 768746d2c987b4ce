package io.callboard.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callboard.alarm.Alarm;
import io.callboard.alarm.Alarms;
import io.callboard.alarm.OpenAlarms;
import io.callboard.testing.HandClock;
import io.callboard.testing.LoggedLines;
import io.callboard.testing.OnEachDatabase;
import io.callboard.testing.RaisedAlarms;
import io.callboard.testing.TestDatabase;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class FailedLoginWatchTest {
  private final TestDatabase database;
  private final EntityManager entities;
  private final HandClock time = new HandClock(Instant.parse("2026-11-21T12:00:00Z"));
  private final OpenAlarms open = new OpenAlarms();
  private LoggedLines lines;
  private Node node;
  private Node other;

  FailedLoginWatchTest(TestDatabase database) {
    this.database = database;
    this.entities = database.entityManagers().createEntityManager();
  }

  @BeforeEach
  void twoNodes() {
    database.empty();
    lines = LoggedLines.of(FailedLoginWatch.class);
    node = node();
    other = node();
  }

  @AfterEach
  void close() {
    lines.close();
    entities.close();
  }

  @Test
  void manyFailuresAreAnAlarmUntilTenMinutesHaveFewer() {
    node.fails(19);
    check();
    assertThat(kinds()).isEmpty();

    node.fails(1);
    check();
    assertThat(kinds()).containsExactly("logins-failing");

    time.forward(FailedLoginHistory.WINDOW.minusSeconds(1));
    check();
    assertThat(kinds()).containsExactly("logins-failing");

    time.forward(Duration.ofSeconds(1));
    check();
    assertThat(kinds()).isEmpty();
  }

  @Test
  void nodesAddTheirFailuresUp() {
    node.fails(10);
    other.fails(10);
    check();

    assertThat(kinds()).containsExactly("logins-failing");
  }

  @Test
  void logsOnceAMinuteHoweverManyFail() {
    for (int second = 0; second < 120; second++) {
      node.fails(50);
      check();
      time.forward(Duration.ofSeconds(1));
    }

    assertThat(lines.take())
        .satisfiesExactly(
            first -> assertThat(first).contains("50 unknown user names"),
            last -> assertThat(last).contains("3000 unknown user names"));
  }

  @Test
  void failuresAreKeptWhileTheDatabaseFails() {
    node.fails(20);
    database.execute("alter table failed_logins rename to failed_logins_away");
    try {
      assertThatThrownBy(this::check).isInstanceOf(PersistenceException.class);
    } finally {
      entities.getTransaction().rollback();
      database.execute("alter table failed_logins_away rename to failed_logins");
    }

    check();

    assertThat(kinds()).containsExactly("logins-failing");
    assertThat(lines.take()).hasSize(1);
  }

  @Test
  void logsNothingWhenNothingFails() {
    check();

    assertThat(lines.take()).isEmpty();
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

  private void check() {
    entities.getTransaction().begin();
    node.watch.check();
    other.watch.check();
    entities.getTransaction().commit();
    open.replaceWith(new Alarms(entities, new RaisedAlarms(), time).open());
  }

  private List<String> kinds() {
    return open.current().stream().map(Alarm::kind).toList();
  }

  private record Node(FailedLogins failed, FailedLoginWatch watch) {
    void fails(int times) {
      for (int i = 0; i < times; i++) {
        failed.count("192.0.2.0/24", Optional.empty());
      }
    }
  }
}
