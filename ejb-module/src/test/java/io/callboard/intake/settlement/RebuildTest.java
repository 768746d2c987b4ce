package io.callboard.intake.settlement;

import static io.callboard.intake.settlement.SettlementFixture.media;
import static io.callboard.intake.settlement.SettlementFixture.profile;
import static io.callboard.intake.settlement.SettlementFixture.video;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callboard.audit.Operator;
import io.callboard.intake.replay.JobFilters;
import io.callboard.job.ClaimLost;
import io.callboard.job.ClaimedJob;
import io.callboard.job.Counts;
import io.callboard.job.JobKind;
import io.callboard.job.JobRequest;
import io.callboard.job.JobState;
import io.callboard.job.JobView;
import io.callboard.json.JsonMembers;
import io.callboard.provider.ProvenDelivery;
import io.callboard.rebuild.Finding;
import io.callboard.rebuild.FindingOutcome;
import io.callboard.rebuild.RebuildFilter;
import io.callboard.testing.OnEachDatabase;
import io.callboard.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The rebuild of records from the event log. */
@OnEachDatabase
class RebuildTest {
  private static final Operator ZOE = new Operator("zoe", "local");

  private final TestDatabase database;
  private final SettlementFixture node;

  RebuildTest(TestDatabase database) {
    this.database = database;
    this.node = new SettlementFixture(database);
  }

  @Test
  void aRecordThatAnOldEventWasForcedUponIsAsTheNewestSaysAgain() {
    ProvenDelivery old = media("m1", 0, "old");
    node.settle(old);
    node.settle(media("m1", 1, "new"));
    replayByForce(old);
    assertThat(titles()).containsExactly("old");

    JobView job = rebuild("media", false);

    assertThat(job.state()).isEqualTo(JobState.DONE);
    assertThat(job.counts()).isEqualTo(new Counts(1, 1, 0, 0, 0, 0, 0));
    assertThat(titles()).containsExactly("new");
    assertThat(actions()).containsExactly("created", "updated", "updated", "updated");
    assertThat(database.query("select version from media")).containsExactly(4L);
    assertThat(findings(job))
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.outcome()).isEqualTo(FindingOutcome.REBUILT);
              assertThat(found.members()).containsExactly("title", "attributes.title", "order");
            });
    node.settle(media("m1", 0, "late"));
    assertThat(titles()).containsExactly("new");
  }

  @Test
  void aDryRunSaysWhatDiffersAndChangesNothing() {
    ProvenDelivery old = media("m1", 0, "old");
    node.settle(old, media("m2", 0, "other"));
    node.settle(media("m1", 1, "new"));
    replayByForce(old);

    JobView job = rebuild("media", true);

    assertThat(job.counts()).isEqualTo(new Counts(2, 1, 1, 0, 0, 0, 0));
    assertThat(titles()).containsExactly("old", "other");
    assertThat(findings(job)).extracting(Finding::outcome).containsExactly(FindingOutcome.DIFFERS);
    assertThat(findings(job)).extracting(Finding::id).containsExactly("m1");
    assertThat(actions()).hasSize(4);
  }

  @Test
  void columnsThatAreNotAsTheLogTellsAreMadeSo() {
    node.settle(video("E1", "v1", 0, "one"), video("E2", "v1", 1, "two"));
    database.execute("update video set name = 'broken', template_id = 't', state = 'DELETED'");

    JobView job = rebuild("video", false);

    assertThat(findings(job).getFirst().members()).containsExactly("state", "name", "templateId");
    assertThat(database.query("select name from video")).containsExactly("two");
    assertThat(database.query("select state from video")).containsExactly("CURRENT");
    assertThat(rebuild("video", true).counts()).isEqualTo(new Counts(1, 0, 1, 0, 0, 0, 0));
  }

  @Test
  void aRebuiltVideoHasTheRendersOfItsEventsAndNoOther() {
    ProvenDelivery rendered = SettlementFixture.rendered("E1", "v1", 0, "square", "vertical");
    node.settle(rendered);
    database.execute("delete from render where format = 'square'");
    database.execute("update render set status = 'failed' where format = 'vertical'");
    database.execute(
        "insert into render (source, video_id, format, status) values"
            + " ('waymark', 'v1', 'round', 'succeeded')");

    JobView job = rebuild("video", false);

    assertThat(findings(job).getFirst().members()).containsExactly("renders");
    assertThat(database.query("select format from render where status = 'succeeded' order by 1"))
        .containsExactly("square", "vertical");
    assertThat(database.query("select format from render")).hasSize(2);
  }

  @Test
  void aRecordWhoseHistoryLostABodyIsLeftAloneAndListed() {
    ProvenDelivery old = media("m1", 0, "old");
    node.settle(old);
    node.settle(media("m1", 1, "new"));
    replayByForce(old);
    database.execute("delete from event_body where id = '" + old.delivery().id() + "'");

    JobView job = rebuild("media", false);

    assertThat(job.counts()).isEqualTo(new Counts(1, 0, 0, 0, 0, 1, 0));
    assertThat(titles()).containsExactly("old");
    Finding found = findings(job).getFirst();
    assertThat(found.outcome()).isEqualTo(FindingOutcome.INCOMPLETE);
    assertThat(found.reason()).contains("bytes", old.delivery().id().toString());
  }

  @Test
  void aRecordWhoseFirstEventLeftTheLogIsLeftAloneAndListed() {
    ProvenDelivery first = media("m1", 0, "first");
    node.settle(first);
    node.settle(media("m1", 1, "second"));
    database.execute("delete from event_body where id = '" + first.delivery().id() + "'");
    database.execute("delete from event where id = '" + first.delivery().id() + "'");
    database.execute("update media set title = 'broken'");

    JobView job = rebuild("media", false);

    assertThat(findings(job).getFirst().outcome()).isEqualTo(FindingOutcome.INCOMPLETE);
    assertThat(titles()).containsExactly("broken");
  }

  @Test
  void aRecordWhoseBeginningNobodyNotedIsLeftAloneAndListed() {
    node.settle(media("m1", 0, "one"));
    database.execute("update media set title = 'broken', first_event = null");

    assertThat(findings(rebuild("media", false)).getFirst().reason()).contains("not known");
    assertThat(titles()).containsExactly("broken");
  }

  @Test
  void aProfileWhoseDocumentWasFetchedIsLeftAloneAndListed() {
    node.settle(profile("actor_profile.updated", "7", 0));

    JobView job = rebuild("profile", false);

    assertThat(job.counts()).isEqualTo(new Counts(1, 0, 0, 0, 1, 0, 0));
    assertThat(findings(job).getFirst().outcome()).isEqualTo(FindingOutcome.FETCHED);
    assertThat(database.query("select state from profile")).containsExactly("PENDING");
  }

  @Test
  void aProfileThatADeleteClosedIsClosedAgainAndWaitsForNothing() {
    ProvenDelivery updated = profile("actor_profile.updated", "7", 0);
    node.settle(updated);
    node.settle(profile("actor_profile.deleted", "7", 1));
    replayByForce(updated);
    assertThat(database.query("select state from profile")).containsExactly("PENDING");
    assertThat(node.state(updated)).isEqualTo("PENDING");

    JobView job = rebuild("profile", false);

    assertThat(job.counts().applied()).isEqualTo(1);
    assertThat(database.query("select state from profile")).containsExactly("DELETED");
    assertThat(database.query("select id from fetch_request")).isEmpty();
    assertThat(node.state(updated)).isEqualTo("IGNORED");
    assertThat(node.total("filmmakers", "pending")).isEqualTo("0");
    assertThat(node.total("filmmakers", "ignored")).isEqualTo("1");
  }

  @Test
  void whatWasNeverAppliedIsNotAppliedNow() {
    node.settle(media("m1", 0, "one"));
    node.settle(media("m1", 0, "forged"));
    node.states().pause("mediastream");
    node.settle(media("m1", 1, "held"));
    database.execute("update media set title = 'broken'");

    rebuild("media", false);

    assertThat(titles()).containsExactly("one");
  }

  @Test
  void recordsThatAreRightAreLeftUntouched() {
    Random random = new Random(7);
    List<ProvenDelivery> events = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      String id = "m" + random.nextInt(20);
      events.add(media(id, random.nextInt(50), "title " + i));
      events.add(video("E" + i, "v" + random.nextInt(20), random.nextInt(50), "name " + i));
    }
    for (int from = 0; from < events.size(); from += 40) {
      node.settle(events.subList(from, from + 40).toArray(ProvenDelivery[]::new));
    }
    List<Object> media = database.query("select id, version, updated_at from media order by id");
    int changes = actions().size();

    assertThat(rebuild("media", false).counts()).isEqualTo(new Counts(20, 0, 20, 0, 0, 0, 0));
    assertThat(rebuild("video", false).counts()).isEqualTo(new Counts(20, 0, 20, 0, 0, 0, 0));
    assertThat(actions()).hasSize(changes);
    assertThat(database.query("select id, version, updated_at from media order by id"))
        .usingRecursiveComparison()
        .isEqualTo(media);
  }

  @Test
  void goesThroughManyRecordsAndGoesOnWhereANodeEnded() {
    ProvenDelivery[] events =
        IntStream.range(0, 130)
            .mapToObj(i -> media("m" + i, 0, "title"))
            .toArray(ProvenDelivery[]::new);
    node.settle(events);
    database.execute("update media set title = 'broken'");
    UUID id = create(new RebuildFilter("media", "mediastream", null), false);
    node.rebuild().runNextPart(node.jobs().claim().orElseThrow());
    assertThat(titles()).filteredOn("broken"::equals).hasSize(80);

    node.anotherNode().runner().run();

    JobView job = job(id);
    assertThat(job.state()).isEqualTo(JobState.DONE);
    assertThat(job.counts()).isEqualTo(new Counts(130, 130, 0, 0, 0, 0, 0));
    assertThat(titles()).hasSize(130).containsOnly("title");
    assertThat(findings(job)).hasSize(130);
  }

  @Test
  void aCancelledJobDoesNothingMore() {
    node.settle(media("m1", 0, "title"));
    database.execute("update media set title = 'broken'");
    UUID id = create(new RebuildFilter("media", null, null), false);
    ClaimedJob claimed = node.jobs().claim().orElseThrow();
    node.jobs().cancel(JobKind.REBUILD, id);

    assertThatThrownBy(() -> node.rebuild().runNextPart(claimed)).isInstanceOf(ClaimLost.class);

    assertThat(titles()).containsExactly("broken");
    assertThat(job(id).counts()).isEqualTo(Counts.NONE);
  }

  @Test
  void rebuildsTheOneRecordThatIsAskedFor() {
    node.settle(media("m1", 0, "title"), media("m2", 0, "title"));
    database.execute("update media set title = 'broken'");
    UUID id = create(new RebuildFilter("media", "mediastream", "m2"), false);

    node.runner().run();

    assertThat(job(id).counts().examined()).isEqualTo(1);
    assertThat(titles()).containsExactly("broken", "title");
  }

  @Test
  void eventsThatArriveMeanwhileAreNotLost() throws InterruptedException {
    node.settle(media("m1", 0, "title 0"), media("m2", 0, "title 0"));
    Thread provider =
        Thread.ofPlatform()
            .start(
                () -> {
                  SettlementFixture other = node.anotherNode();
                  for (int i = 1; i <= 60; i++) {
                    other.settle(media("m1", i, "title " + i), media("m2", i, "title " + i));
                  }
                });
    while (provider.isAlive()) {
      database.execute("update media set state = 'DELETED' where id = 'm1'");
      rebuild("media", false);
    }
    provider.join();

    rebuild("media", false);

    assertThat(titles()).containsExactly("title 60", "title 60");
    assertThat(database.query("select state from media")).containsOnly("CURRENT");
    assertThat(rebuild("media", true).counts()).isEqualTo(new Counts(2, 0, 2, 0, 0, 0, 0));
  }

  @Test
  void findingsOfJobsThatAreLongOverAreForgotten() {
    node.settle(media("m1", 0, "title"));
    database.execute("update media set title = 'broken'");
    JobView old = rebuild("media", true);
    database.execute(
        "update job set finished_at = timestamp with time zone '2026-10-01 00:00:00+00'");

    JobView young = rebuild("media", true);

    assertThat(findings(old)).isEmpty();
    assertThat(findings(young)).hasSize(1);
  }

  private void replayByForce(ProvenDelivery event) {
    UUID id = UUID.randomUUID();
    JsonMembers filter = JobFilters.of(event.delivery().id());
    node.jobs().create(id, new JobRequest(JobKind.REPLAY, filter, true, false), ZOE);
    node.runner().run();
  }

  private JobView rebuild(String kind, boolean dryRun) {
    UUID id = create(new RebuildFilter(kind, null, null), dryRun);
    node.runner().run();
    return job(id);
  }

  private UUID create(RebuildFilter filter, boolean dryRun) {
    UUID id = UUID.randomUUID();
    JobRequest request = new JobRequest(JobKind.REBUILD, filter.toJson(), false, dryRun);
    node.jobs().create(id, request, ZOE);
    return id;
  }

  private JobView job(UUID id) {
    return node.jobs().find(JobKind.REBUILD, id).orElseThrow();
  }

  private List<Finding> findings(JobView job) {
    return node.findings().list(job.id(), null, 0, 500).items();
  }

  private List<Object> titles() {
    return database.query("select title from media order by id");
  }

  private List<Object> actions() {
    return database.query("select action from record_change order by seq");
  }
}
