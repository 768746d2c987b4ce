package io.callboard.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import io.callboard.testing.OnEachDatabase;
import io.callboard.testing.TestDatabase;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class FindingsTest {
  private static final UUID JOB = UUID.randomUUID();

  private final TestDatabase database;

  FindingsTest(TestDatabase database) {
    this.database = database;
  }

  @BeforeEach
  void empty() {
    database.empty();
  }

  @Test
  void areNumberedInTheOrderInWhichTheyCame() {
    add(FindingOutcome.DIFFERS, List.of("title"), null);
    add(FindingOutcome.FETCHED, List.of(), "it was fetched");
    add(FindingOutcome.DIFFERS, List.of("state", "attributes.a\0\uD800\""), null);

    assertThat(list(null, 0)).extracting(Finding::number).containsExactly(1, 2, 3);
    assertThat(list(null, 1)).extracting(Finding::number).containsExactly(2, 3);
    assertThat(list(FindingOutcome.DIFFERS, 0)).extracting(Finding::number).containsExactly(1, 3);
    assertThat(list(null, 1).getFirst().reason()).isEqualTo("it was fetched");
    assertThat(list(null, 0).getFirst().members()).containsExactly("title");
    assertThat(list(null, 2).getFirst().members()).hasSize(2).contains("state");
  }

  @Test
  void keepASmallPartOfWhatDiffersInMuch() {
    List<String> members = IntStream.range(0, 400).mapToObj(i -> i + "x".repeat(900)).toList();
    add(FindingOutcome.DIFFERS, members, "why ".repeat(500));

    Finding kept = list(null, 0).getFirst();

    assertThat(kept.differences()).isEqualTo(400);
    assertThat(kept.members()).hasSize(Finding.MAX_MEMBERS);
    assertThat(kept.members().getFirst()).hasSize(Finding.MAX_NAME);
    assertThat(kept.reason()).hasSize(500);
  }

  @Test
  void areNotKeptWithoutEnd() {
    add(FindingOutcome.DIFFERS, List.of(), null);
    database.run(
        entities ->
            entities
                .createNativeQuery(
                    "update rebuild_finding set number = " + (Findings.MAX_OF_JOB - 1))
                .executeUpdate());
    add(FindingOutcome.DIFFERS, List.of(), null);
    add(FindingOutcome.DIFFERS, List.of(), null);

    assertThat(list(null, 0))
        .extracting(Finding::number)
        .containsExactly(Findings.MAX_OF_JOB - 1, Findings.MAX_OF_JOB);
  }

  private void add(FindingOutcome outcome, List<String> members, @Nullable String reason) {
    Finding finding =
        new Finding(0, "test", "media", "m1", outcome, members.size(), members, reason);
    database.run(entities -> new Findings(entities).add(JOB, finding));
  }

  private List<Finding> list(@Nullable FindingOutcome outcome, long after) {
    return database.inTransaction(
        entities -> new Findings(entities).list(JOB, outcome, after, 100).items());
  }
}
