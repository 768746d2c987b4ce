package io.callboard.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.callboard.audit.Operator;
import io.callboard.json.JsonMembers;
import io.callboard.persistence.Slice;
import io.callboard.testing.OnEachDatabase;
import io.callboard.testing.TestDatabase;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class JobSearchTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final Operator ZOE = new Operator("zoe", "10.0.0.1");

  private final TestDatabase database;

  JobSearchTest(TestDatabase database) {
    this.database = database;
  }

  @BeforeEach
  void empty() {
    database.empty();
  }

  @Test
  void listsTheJobsOfOneKindNewestFirst() {
    JobView first = create(JobKind.REPLAY, NOW);
    JobView second = create(JobKind.REPLAY, NOW.plusSeconds(1));
    create(JobKind.DISMISSAL, NOW);

    assertThat(list(JobKind.REPLAY, null)).containsExactly(second, first);
    assertThat(list(JobKind.REBUILD, null)).isEmpty();
  }

  @Test
  void listsTheJobsInOneStateAlone() {
    JobView cancelled = create(JobKind.REPLAY, NOW);
    JobView waiting = create(JobKind.REPLAY, NOW.plusSeconds(1));
    database.run(entities -> jobs(entities, NOW).cancel(JobKind.REPLAY, cancelled.id()));

    assertThat(list(JobKind.REPLAY, JobState.WAITING)).containsExactly(waiting);
    assertThat(list(JobKind.REPLAY, JobState.CANCELLED))
        .extracting(JobView::id)
        .containsExactly(cancelled.id());
    assertThat(list(JobKind.REPLAY, JobState.DONE)).isEmpty();
  }

  @Test
  void pagesHaveEachJobOnceThoughManyWereAskedForAtOneMoment() {
    List<UUID> created = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      created.add(create(JobKind.REPLAY, NOW.plusMillis(i / 5)).id());
    }

    List<UUID> seen = new ArrayList<>();
    JobPosition last = null;
    boolean more = true;
    while (more) {
      Slice<JobView> page = page(JobKind.REPLAY, null, last, 2);
      page.items().forEach(job -> seen.add(job.id()));
      last = page.items().getLast().position();
      more = page.more();
    }

    assertThat(seen).containsExactlyInAnyOrderElementsOf(created);
    assertThat(created.subList(5, 7)).containsAll(seen.subList(0, 2));
  }

  @Test
  void aPageEndsBeforeItsFiltersAreTooLarge() {
    String filter = "x".repeat(JobRequest.MAX_FILTER - 100);
    int rows = Slice.MAX_BYTES / JobRequest.MAX_FILTER + 10;
    for (int i = 0; i < rows; i++) {
      UUID id = UUID.randomUUID();
      database.run(entities -> insert(entities, id, filter));
    }

    Slice<JobView> page = page(JobKind.REPLAY, null, null, rows);

    assertThat(page.items()).hasSizeLessThan(rows);
    assertThat(page.more()).isTrue();
  }

  /** Adds a job that has ended, because the number of open jobs is limited. */
  private static void insert(EntityManager entities, UUID id, String filter) {
    Jobs jobs = jobs(entities, NOW);
    jobs.create(id, request(JobKind.REPLAY, filter), ZOE);
    jobs.cancel(JobKind.REPLAY, id);
  }

  private JobView create(JobKind kind, Instant at) {
    return database
        .inTransaction(
            entities -> jobs(entities, at).create(UUID.randomUUID(), request(kind, "waymark"), ZOE))
        .orElseThrow();
  }

  private static JobRequest request(JobKind kind, String source) {
    JsonMembers filter = JsonMembers.of(Map.of("source", JsonMembers.quote(source)));
    return new JobRequest(kind, filter, false, false);
  }

  private List<JobView> list(JobKind kind, @Nullable JobState state) {
    return page(kind, state, null, 50).items();
  }

  private Slice<JobView> page(
      JobKind kind, @Nullable JobState state, @Nullable JobPosition after, int limit) {
    return database.inTransaction(
        entities -> new JobSearch(entities).list(kind, state, after, limit));
  }

  private static Jobs jobs(EntityManager entities, Instant now) {
    return new Jobs(entities, Clock.fixed(now, ZoneOffset.UTC));
  }
}
