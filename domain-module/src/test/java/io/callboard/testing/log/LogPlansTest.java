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

  /** Tables with one row per source, or with few rows in this log: the events that a pause held. */
  private static final Set<String> SMALL = Set.of("source_total", "held_event");

  /**
   * A page of fifty with as many rows that are filtered out, or the whole of {@code held_event}.
   */
  private static final int MOST_ROWS = 250;

  /** A page from each of two weeks. */
  private static final int MOST_SORTED = 100;

  /** The lookups of a list in each week's index, and one page for each row. */
  private static final int MOST_PAGES = 200;

  /** Fifteen pages of the two indexes for each of fifty new keys in a bundle. */
  private static final int MOST_PAGES_OF_A_BUNDLE = 750;

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
              assertThat(plan.sorted()).isLessThanOrEqualTo(MOST_SORTED);
              assertThat(plan.pages()).isLessThanOrEqualTo(mostPages(question));
            });
  }

  private static int mostPages(Question question) {
    return question.list().equals("settlement") ? MOST_PAGES_OF_A_BUNDLE : MOST_PAGES;
  }
}
