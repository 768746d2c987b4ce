package io.callboard.intake.settlement;

import static io.callboard.intake.settlement.SettlementFixture.media;
import static io.callboard.intake.settlement.SettlementFixture.profile;
import static org.assertj.core.api.Assertions.assertThat;

import io.callboard.audit.Operator;
import io.callboard.eventlog.EventFilter;
import io.callboard.eventlog.EventState;
import io.callboard.intake.replay.JobFilters;
import io.callboard.job.Counts;
import io.callboard.job.JobKind;
import io.callboard.job.JobRequest;
import io.callboard.job.JobView;
import io.callboard.json.JsonMembers;
import io.callboard.provider.ProvenDelivery;
import io.callboard.rebuild.RebuildFilter;
import io.callboard.source.SourceState;
import io.callboard.testing.OnEachDatabase;
import io.callboard.testing.TestDatabase;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The dismissal of held, failed and quarantined events, which end without being applied. */
@OnEachDatabase
class DismissalTest {
  private static final JsonMembers ALL = JobFilters.of(EventFilter.ALL);

  private final TestDatabase database;
  private final SettlementFixture node;

  DismissalTest(TestDatabase database) {
    this.database = database;
    this.node = new SettlementFixture(database);
  }

  @Test
  void forgedContentIsIgnoredAndNoReplayAppliesIt() {
    ProvenDelivery forged = media("m1", 0, "forged");
    node.settle(media("m1", 0, "one"));
    node.settle(forged);

    assertThat(dismiss(ALL, false).counts()).isEqualTo(new Counts(1, 1, 0, 0, 0, 0, 0));

    assertThat(node.state(forged)).isEqualTo("IGNORED");
    assertThat(node.cause(forged)).startsWith("dismissed: a forgery; before: the key of event");
    assertThat(node.total("mediastream", "held")).isEqualTo("0");
    assertThat(node.total("mediastream", "ignored")).isEqualTo("1");
    assertThat(run(JobKind.REPLAY, JobFilters.of(forged.delivery().id()), false).counts().skipped())
        .isEqualTo(1);
    assertThat(database.query("select title from media")).containsExactly("one");
  }

  @Test
  void aRebuildLeavesOutWhatWasDismissed() {
    node.settle(media("m1", 0, "one"));
    node.settle(media("m1", 0, "forged"));
    dismiss(ALL, false);

    run(JobKind.REBUILD, new RebuildFilter("media", null, null).toJson(), false);

    assertThat(database.query("select title from media")).containsExactly("one");
  }

  @Test
  void staysWhenAForcedReplayAppliesNothing() {
    node.states().pause("filmmakers");
    ProvenDelivery unknown = profile("actor_profile.unknown", "7", 0);
    node.settle(unknown);
    dismiss(ALL, false);
    node.states().resume("filmmakers");
    node.drain().finish("filmmakers");

    JobView replay =
        run(new JobRequest(JobKind.REPLAY, JobFilters.of(unknown.delivery().id()), true, false));

    assertThat(replay.counts().unchanged()).isEqualTo(1);
    assertThat(node.state(unknown)).isEqualTo("IGNORED");
    assertThat(node.cause(unknown)).startsWith("dismissed: a forgery");
  }

  @Test
  void whatIsAppliedStaysApplied() {
    ProvenDelivery event = media("m1", 0, "one");
    node.settle(event);

    assertThat(dismiss(ALL, false).counts()).isEqualTo(Counts.NONE);

    assertThat(node.state(event)).isEqualTo("APPLIED");
  }

  @Test
  void whatAPausedSourceHeldIsReleasedAndTheSourceRunsAgain() {
    node.states().pause("mediastream");
    ProvenDelivery held = media("m1", 0, "one");
    node.settle(held);
    dismiss(ALL, false);

    node.states().resume("mediastream");
    assertThat(node.drain().apply("mediastream", 10)).isZero();
    assertThat(node.drain().finish("mediastream")).isTrue();

    assertThat(node.states().notRunning()).doesNotContainValue(SourceState.RESUMING);
    assertThat(node.state(held)).isEqualTo("IGNORED");
    assertThat(database.query("select id from media")).isEmpty();
  }

  @Test
  void manyFailedEventsAreDismissedPartByPart() {
    for (int i = 0; i < 130; i++) {
      node.settle(media("m" + i, 0, "one"));
    }
    database.execute("update event set state = 'FAILED', cause = 'a fault of ours'");
    database.execute("update source_total set applied = 0, failed = 130");

    EventFilter failed = EventFilter.ALL.in(EventState.FAILED);
    assertThat(dismiss(JobFilters.of(failed), false).counts().applied()).isEqualTo(130);

    assertThat(node.total("mediastream", "failed")).isEqualTo("0");
    assertThat(node.total("mediastream", "ignored")).isEqualTo("130");
  }

  @Test
  void aDryRunCountsAndDismissesNothing() {
    ProvenDelivery forged = media("m1", 0, "forged");
    node.settle(media("m1", 0, "one"));
    node.settle(forged);

    assertThat(dismiss(ALL, true).counts().applied()).isEqualTo(1);

    assertThat(node.state(forged)).isEqualTo("HELD");
  }

  private JobView dismiss(JsonMembers filter, boolean dryRun) {
    return run(JobKind.DISMISSAL, filter, dryRun);
  }

  private JobView run(JobKind kind, JsonMembers filter, boolean dryRun) {
    return run(new JobRequest(kind, filter, false, dryRun, "a forgery"));
  }

  private JobView run(JobRequest request) {
    UUID id = UUID.randomUUID();
    node.jobs().create(id, request, new Operator("zoe", "local"));
    node.runner().run();
    return node.jobs().find(request.kind(), id).orElseThrow();
  }
}
