package io.callboard.intake.settlement;

import static io.callboard.intake.settlement.SettlementFixture.media;
import static io.callboard.intake.settlement.SettlementFixture.profile;
import static io.callboard.intake.settlement.SettlementFixture.video;
import static org.assertj.core.api.Assertions.assertThat;

import io.callboard.audit.Operator;
import io.callboard.eventlog.EventFilter;
import io.callboard.eventlog.EventState;
import io.callboard.intake.replay.JobFilters;
import io.callboard.job.Counts;
import io.callboard.job.JobKind;
import io.callboard.job.JobRequest;
import io.callboard.job.JobState;
import io.callboard.job.JobView;
import io.callboard.json.JsonMembers;
import io.callboard.provider.ProvenDelivery;
import io.callboard.testing.OnEachDatabase;
import io.callboard.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The replay of logged events, which does no harm. */
@OnEachDatabase
class ReplayTest {
  private static final JsonMembers ALL = JobFilters.of(EventFilter.ALL);

  private final TestDatabase database;
  private final SettlementFixture node;

  ReplayTest(TestDatabase database) {
    this.database = database;
    this.node = new SettlementFixture(database);
  }

  @Test
  void restoresARecordThatWasLost() {
    ProvenDelivery first = media("m1", 0, "first");
    ProvenDelivery second = media("m1", 1, "second");
    node.settle(first, second);
    database.execute("delete from media");

    JobView job = replay(ALL, false, false);

    assertThat(titles()).containsExactly("second");
    assertThat(job.state()).isEqualTo(JobState.DONE);
    assertThat(job.counts()).isEqualTo(new Counts(2, 2, 0, 0, 0, 0, 0));
  }

  @Test
  void changesNothingThatIsNewer() {
    ProvenDelivery old = video("E1", "v1", 0, "old");
    node.settle(old, video("E2", "v1", 1, "new"));

    JobView job = replay(JobFilters.of(id(old)), false, false);

    assertThat(job.counts()).isEqualTo(new Counts(1, 0, 1, 0, 0, 0, 0));
    assertThat(database.query("select name from video")).containsExactly("new");
    assertThat(node.state(old)).isEqualTo("APPLIED");
    assertThat(node.total("waymark", "applied")).isEqualTo("2");
    assertThat(node.total("waymark", "ignored")).isEqualTo("0");
  }

  @Test
  void goesThroughManyEventsPartByPart() {
    List<ProvenDelivery> events = new ArrayList<>();
    for (int i = 0; i < 250; i++) {
      events.add(media("m" + i, 0, "title"));
    }
    node.settle(events.toArray(ProvenDelivery[]::new));
    database.execute("delete from media");

    assertThat(replay(ALL, false, false).counts().applied()).isEqualTo(250);
    assertThat(titles()).hasSize(250);
  }

  @Test
  void aDryRunCountsAndDoesNothing() {
    ProvenDelivery event = media("m1", 0, "one");
    node.settle(event);
    database.execute("delete from media");
    database.execute("update event set state = 'FAILED'");

    JobView job = replay(ALL, false, true);

    assertThat(job.counts().applied()).isEqualTo(1);
    assertThat(job.state()).isEqualTo(JobState.DONE);
    assertThat(titles()).isEmpty();
    assertThat(node.state(event)).isEqualTo("FAILED");
  }

  @Test
  void anEventThatFailedAndNowIsOfUseIsApplied() {
    ProvenDelivery event = media("m1", 0, "one");
    node.settle(event);
    database.execute("delete from media");
    database.execute("update event set state = 'FAILED', cause = 'a fault of ours'");
    database.execute("update source_total set applied = 0, failed = 1");

    replay(ALL, false, false);

    assertThat(node.state(event)).isEqualTo("APPLIED");
    assertThat(node.cause(event)).contains("replay", "a fault of ours");
    assertThat(node.total("mediastream", "applied")).isEqualTo("1");
    assertThat(node.total("mediastream", "failed")).isEqualTo("0");
  }

  @Test
  void forgedContentIsAppliedByForceAlone() {
    ProvenDelivery forged = media("m1", 0, "forged");
    node.settle(media("m1", 0, "one"));
    node.settle(forged);

    assertThat(replay(JobFilters.of(id(forged)), false, false).counts().skipped()).isEqualTo(1);
    assertThat(titles()).containsExactly("one");

    assertThat(replay(JobFilters.of(id(forged)), true, false).counts().applied()).isEqualTo(1);
    assertThat(titles()).containsExactly("forged");
    assertThat(node.state(forged)).isEqualTo("APPLIED");
    assertThat(node.total("mediastream", "held")).isEqualTo("0");
  }

  @Test
  void anOldEventTakesThePlaceOfANewerOneByForceAlone() {
    ProvenDelivery media = media("m1", 0, "old");
    ProvenDelivery video = video("E1", "v1", 0, "old");
    node.settle(media, video);
    node.settle(media("m1", 1, "new"), video("E2", "v1", 1, "new"));
    EventFilter first = new EventFilter(null, null, null, null, "m1", null, null, null);

    replay(JobFilters.of(id(media)), false, false);
    replay(JobFilters.of(id(video)), false, false);
    assertThat(titles()).containsExactly("new");
    replay(JobFilters.of(id(media)), true, false);
    replay(JobFilters.of(id(video)), true, false);
    assertThat(titles()).containsExactly("old");
    assertThat(database.query("select name from video")).containsExactly("old");

    replay(JobFilters.of(first), false, false);
    assertThat(titles()).containsExactly("new");
  }

  @Test
  void aDeletedRecordIsThereAgainByForceAlone() {
    ProvenDelivery updated = profile("actor_profile.updated", "7", 0);
    node.settle(updated);
    node.settle(profile("actor_profile.deleted", "7", 1));

    assertThat(replay(JobFilters.of(id(updated)), false, false).counts().unchanged()).isEqualTo(1);
    assertThat(replay(JobFilters.of(id(updated)), true, false).counts().pending()).isEqualTo(1);
    assertThat(database.query("select state from profile")).containsExactly("PENDING");
  }

  @Test
  void whatAPausedSourceHoldsIsLeftToWaitEvenByForce() {
    ProvenDelivery before = media("m1", 0, "before");
    node.settle(before);
    node.states().pause("mediastream");
    ProvenDelivery held = media("m1", 1, "held");
    node.settle(held);

    assertThat(replay(ALL, true, false).counts().skipped()).isEqualTo(2);
    node.states().resume("mediastream");
    assertThat(replay(JobFilters.of(id(held)), true, false).counts().skipped()).isEqualTo(1);
    assertThat(titles()).containsExactly("before");
  }

  @Test
  void aThinEventAsksForAFetchAgain() {
    ProvenDelivery profile = profile("actor_profile.updated", "7", 0);
    node.settle(profile);
    database.execute("delete from fetch_request");

    assertThat(replay(ALL, false, false).counts().pending()).isEqualTo(1);
    assertThat(database.query("select id from fetch_request")).containsExactly("7");
    assertThat(node.total("filmmakers", "pending")).isEqualTo("1");
  }

  @Test
  void countsEventsWhoseBytesAreGone() {
    node.settle(media("m1", 0, "one"), media("m2", 0, "two"));
    database.execute(
        "delete from event_body where id in (select id from event where subject = 'm1')");

    Counts counts = replay(ALL, false, false).counts();
    assertThat(counts.noBody()).isEqualTo(1);
    assertThat(counts.applied()).isEqualTo(1);
  }

  @Test
  void takesTheEventsThatPassTheFilterAndNoOther() {
    node.settle(media("m1", 0, "one"), video("E1", "v1", 0, "one"));
    EventFilter filter =
        new EventFilter(
            "waymark", "video.completed", EventState.APPLIED, "video", "v1", null, null, null);

    assertThat(replay(JobFilters.of(filter), false, false).counts().examined()).isEqualTo(1);
  }

  private JobView replay(JsonMembers filter, boolean force, boolean dryRun) {
    UUID id = UUID.randomUUID();
    JobRequest request = new JobRequest(JobKind.REPLAY, filter, force, dryRun);
    node.jobs().create(id, request, new Operator("zoe", "local"));
    node.runner().run();
    return node.jobs().find(JobKind.REPLAY, id).orElseThrow();
  }

  private static UUID id(ProvenDelivery event) {
    return event.delivery().id();
  }

  private List<Object> titles() {
    return database.query("select title from media order by id");
  }
}
