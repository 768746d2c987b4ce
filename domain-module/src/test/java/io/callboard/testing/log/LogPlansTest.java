package io.callboard.testing.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.callboard.testing.DatabaseServer;
import io.callboard.testing.TestDatabase;
import io.callboard.testing.log.LogQuestions.Question;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(Lifecycle.PER_CLASS)
class LogPlansTest {
  private static final SampleLog LOG = new SampleLog(40_000, 4);

  /** Tables that hold a row a source, or few rows of this log: what a pause held. */
  private static final Set<String> SMALL = Set.of("source_total", "held_event");

  /** Of 40,000 events: a page of fifty from each source or week, and what a pair passes over. */
  private static final int MOST_ROWS = 700;

  private static final int MOST_PAGES = 1_000;

  private TestDatabase database;
  private Explained explained;

  @BeforeAll
  void fill() throws SQLException {
    database = DatabaseServer.POSTGRESQL.create();
    LOG.fill(database.dataSource());
    explained = new Explained(database.dataSource());
  }

  @AfterAll
  void close() {
    explained.close();
    database.close();
  }

  List<Question> questions() throws SQLException {
    return LogQuestions.of(LOG, database.dataSource());
  }

  @ParameterizedTest
  @MethodSource("questions")
  void isAnsweredFromAnIndexWithLittleReading(Question question) {
    List<Plan> plans = explained.plans(question.asked());

    assertThat(plans).isNotEmpty();
    assertThat(plans)
        .allSatisfy(
            plan -> {
              assertThat(plan.tablesReadWhole()).isSubsetOf(SMALL);
              assertThat(plan.rows()).isLessThanOrEqualTo(MOST_ROWS);
              assertThat(plan.sorted()).isLessThanOrEqualTo(MOST_ROWS);
              assertThat(plan.pages()).isLessThanOrEqualTo(MOST_PAGES);
            });
  }
}
