package io.callboard.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.callboard.audit.Operator;
import io.callboard.json.JsonMembers;
import io.callboard.testing.OnEachDatabase;
import io.callboard.testing.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class JobsTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final Operator ZOE = new Operator("zoe", "10.0.0.1");
  private static final UUID LAST = UUID.fromString("0190a000-0000-7000-8000-000000000001");
  private static final Counts ONE = new Counts(1, 1, 0, 0, 0, 0, 0);

  private final TestDatabase database;
  private Instant now = NOW;

  JobsTest(TestDatabase database) {
    this.database = database;
  }

  @BeforeEach
  void empty() {
    database.empty();
    now = NOW;
  }

  @Test
  void aJobIsSeenAsItWasAskedFor() {
    JobView job = create();

    assertThat(find(job)).isEqualTo(job);
    assertThat(job.state()).isEqualTo(JobState.WAITING);
    assertThat(job.askedBy()).isEqualTo("zoe");
    assertThat(job.filter().string("source")).contains("waymark");
    assertThat(job.counts()).isEqualTo(Counts.NONE);
    Optional<JobView> ofOtherKind = jobs(jobs -> jobs.find(JobKind.ACCEPTANCE, job.id()));
    assertThat(ofOtherKind).isEmpty();
  }

  @Test
  void oneNodeHasAJobUntilItsLeaseEnds() {
    JobView job = create();
    assertThat(claim()).hasValueSatisfying(claim -> assertThat(claim.id()).isEqualTo(job.id()));
    assertThat(claim()).isEmpty();

    now = NOW.plus(Jobs.LEASE);
    assertThat(claim()).isPresent();
  }

  @Test
  void goesOnWhereItCameToAndAddsUpWhatItDid() {
    JobView job = create();
    progress(claim().orElseThrow(), LAST);
    ClaimedJob second = claim().orElseThrow();
    assertThat(second.last()).isEqualTo(LAST);
    assertThat(find(job).state()).isEqualTo(JobState.RUNNING);
    assertThat(progress(second, null)).isTrue();

    assertThat(find(job).state()).isEqualTo(JobState.DONE);
    assertThat(find(job).counts()).isEqualTo(ONE.plus(ONE));
    assertThat(find(job).finishedAt()).isEqualTo(NOW);
    assertThat(claim()).isEmpty();
  }

  @Test
  void whatANodeDidAfterItsLeaseDoesNotCount() {
    JobView job = create();
    ClaimedJob late = claim().orElseThrow();
    now = NOW.plus(Jobs.LEASE);
    ClaimedJob other = claim().orElseThrow();

    assertThat(progress(late, LAST)).isFalse();
    assertThat(progress(other, LAST)).isTrue();
    assertThat(find(job).counts()).isEqualTo(ONE);
  }

  @Test
  void aCancelledJobDoesNothingMore() {
    JobView job = create();
    ClaimedJob claim = claim().orElseThrow();
    assertThat(cancel(job.id())).isInstanceOf(CancelOutcome.Cancelled.class);

    assertThat(progress(claim, LAST)).isFalse();
    now = NOW.plus(Jobs.LEASE);
    assertThat(claim()).isEmpty();
    assertThat(cancel(job.id())).isInstanceOf(CancelOutcome.Over.class);
    assertThat(cancel(LAST)).isInstanceOf(CancelOutcome.Unknown.class);
    assertThat(find(job).state()).isEqualTo(JobState.CANCELLED);
  }

  @Test
  void jobsTakeTurns() {
    UUID first = create().id();
    UUID second = create().id();
    Set<UUID> taken = new HashSet<>();
    for (int i = 0; i < 2; i++) {
      now = now.plusMillis(1);
      ClaimedJob claim = claim().orElseThrow();
      taken.add(claim.id());
      progress(claim, LAST);
    }

    assertThat(taken).containsExactlyInAnyOrder(first, second);
  }

  @Test
  void aJobThatIsPutOffWaits() {
    create();
    ClaimedJob claim = claim().orElseThrow();
    database.run(entities -> jobs(entities).putOff(claim, Duration.ofSeconds(5)));

    assertThat(claim()).isEmpty();
    now = NOW.plusSeconds(5);
    assertThat(claim()).isPresent();
  }

  @Test
  void takesNoMoreJobsThanItsLimit() {
    for (int i = 0; i < Jobs.MAX_OPEN; i++) {
      create();
    }

    Optional<JobView> more = jobs(jobs -> jobs.create(UUID.randomUUID(), request(), ZOE));
    assertThat(more).isEmpty();
  }

  private static JobRequest request() {
    JsonMembers filter = JsonMembers.of(Map.of("source", JsonMembers.quote("waymark")));
    return new JobRequest(JobKind.REPLAY, filter, true, false);
  }

  private JobView create() {
    return jobs(jobs -> jobs.create(UUID.randomUUID(), request(), ZOE)).orElseThrow();
  }

  private JobView find(JobView job) {
    return jobs(jobs -> jobs.find(JobKind.REPLAY, job.id())).orElseThrow();
  }

  private Optional<ClaimedJob> claim() {
    return jobs(Jobs::claim);
  }

  private boolean progress(ClaimedJob claim, @Nullable UUID last) {
    return jobs(jobs -> jobs.progress(claim, ONE, last));
  }

  private CancelOutcome cancel(UUID id) {
    return jobs(jobs -> jobs.cancel(JobKind.REPLAY, id));
  }

  private <T> T jobs(Function<Jobs, T> work) {
    return database.inTransaction(entities -> work.apply(jobs(entities)));
  }

  private Jobs jobs(jakarta.persistence.EntityManager entities) {
    return new Jobs(entities, Clock.fixed(now, ZoneOffset.UTC));
  }
}
