package io.callboard.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callboard.testing.DatabaseServer;
import io.callboard.testing.OnEachDatabase;
import io.callboard.testing.TestDatabase;
import jakarta.persistence.EntityManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class TimeLimitTest {
  private static final Duration SHORT = Duration.ofMillis(200);

  /** A query that takes minutes on both databases. */
  private static final String SLOW =
      """
      select count(*) from generate_series(1, 30000) a(x)
      cross join generate_series(1, 30000) b(y) where a.x * b.y = -1
      """;

  private final TestDatabase database;

  TimeLimitTest(TestDatabase database) {
    this.database = database;
  }

  @Test
  void endsAStatementThatTakesTooLong() {
    assertThatThrownBy(
            () -> database.run(entities -> limited(entities, () -> count(entities, slow()))))
        .rootCause()
        .isInstanceOfSatisfying(
            SQLException.class,
            cancelled -> assertThat(cancelled.getSQLState()).isEqualTo(Reading.CANCELLED));
  }

  @Test
  void isGoneAfterwardsWhateverHappened() {
    database.run(
        entities -> {
          assertThat(limited(entities, () -> limit(entities))).isNotEqualTo("0");
          assertThat(limit(entities)).isEqualTo("0");
          assertThatThrownBy(() -> limited(entities, () -> failed())).hasMessage("failed");
        });
    database.run(entities -> assertThat(limit(entities)).isEqualTo("0"));
  }

  private static String failed() {
    throw new IllegalStateException("failed");
  }

  private String slow() {
    return database.server() == DatabaseServer.POSTGRESQL
        ? SLOW
        : SLOW.replace("generate_series", "system_range");
  }

  private static <T> T limited(EntityManager entities, Callable<T> work) {
    try {
      return new TimeLimit(entities, SHORT).on(work);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static Long count(EntityManager entities, String sql) {
    return new Statements(entities).query(sql, statement -> {}, row -> row.getLong(1)).getFirst();
  }

  private String limit(EntityManager entities) {
    String sql =
        database.server() == DatabaseServer.POSTGRESQL
            ? "select setting from pg_settings where name = 'statement_timeout'"
            : "select setting_value from information_schema.settings"
                + " where setting_name = 'QUERY_TIMEOUT'";
    return new Statements(entities).query(sql, statement -> {}, row -> row.getString(1)).getFirst();
  }
}
