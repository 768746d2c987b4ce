package io.callboard.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callboard.testing.OnEachDatabase;
import io.callboard.testing.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class StatementFailedTest {
  private static final String INSERT = "insert into source_total (source) values (?)";

  private final TestDatabase database;

  StatementFailedTest(TestDatabase database) {
    this.database = database;
  }

  @Test
  void keepsTheReasonAndNothingOfTheRow() {
    String tooLong = "somebody's data ".repeat(10);
    assertThatThrownBy(
            () ->
                database.run(
                    entities ->
                        new Statements(entities)
                            .batch(
                                INSERT,
                                List.of("short", tooLong),
                                (statement, row) -> statement.setString(1, row))))
        .isInstanceOf(StatementFailed.class)
        .hasMessageContaining(INSERT)
        .hasStackTraceContaining("SQLSTATE 2")
        .satisfies(e -> assertThat(e.getCause()).isInstanceOf(SQLException.class))
        .satisfies(e -> assertThat(stack(e)).doesNotContain("somebody"));
  }

  private static String stack(Throwable thrown) {
    var text = new java.io.StringWriter();
    thrown.printStackTrace(new java.io.PrintWriter(text));
    return text.toString();
  }
}
