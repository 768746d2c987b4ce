package io.callboard.intake.settlement;

import static io.callboard.intake.settlement.SettlementFixture.again;
import static io.callboard.intake.settlement.SettlementFixture.media;
import static io.callboard.intake.settlement.SettlementFixture.profile;
import static io.callboard.intake.settlement.SettlementFixture.video;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callboard.intake.journal.Bundle;
import io.callboard.intake.replay.Resumption;
import io.callboard.provider.ProvenDelivery;
import io.callboard.source.SourceState;
import io.callboard.source.SourceStateChanged;
import io.callboard.source.StateOutcome;
import io.callboard.testing.OnEachDatabase;
import io.callboard.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A paused source, of which no live event is applied before a held one. */
@OnEachDatabase
class PausedSourceTest {
  private static final String MEDIASTREAM = "mediastream";
  private static final Duration MOMENT = Duration.ofMillis(200);

  private final TestDatabase database;
  private final SettlementFixture node;

  PausedSourceTest(TestDatabase database) {
    this.database = database;
    this.node = new SettlementFixture(database);
  }

  @Test
  void holdsWhatAPausedSourceSendsAndAppliesWhatOthersSend() {
    node.states().pause(MEDIASTREAM);
    ProvenDelivery media = media("m1", 0, "one");
    ProvenDelivery video = video("E1", "v1", 0, "one");
    settle(media, video);

    assertThat(node.state(media)).isEqualTo("HELD");
    assertThat(node.cause(media)).isEqualTo("its source is paused");
    assertThat(node.state(video)).isEqualTo("APPLIED");
    assertThat(node.total(MEDIASTREAM, "held")).isEqualTo("1");
    assertThat(titles()).isEmpty();
  }

  @Test
  void appliesWhatWasHeldInTheOrderInWhichItCameAndThenRuns() {
    ProvenDelivery before = media("m1", 0, "before");
    settle(before);
    node.states().pause(MEDIASTREAM);
    ProvenDelivery first = media("m1", 1, "first");
    ProvenDelivery second = media("m1", 2, "second");
    ProvenDelivery old = media("m1", -1, "old");
    settle(first, second);
    settle(old);

    node.states().resume(MEDIASTREAM);
    resumption().run();

    assertThat(List.of(node.state(first), node.state(second), node.state(old)))
        .containsExactly("APPLIED", "APPLIED", "IGNORED");
    assertThat(titles()).containsExactly("second");
    assertThat(node.states().notRunning()).isEmpty();
    assertThat(database.query("select id from held_event")).isEmpty();
    assertThat(node.total(MEDIASTREAM, "held")).isEqualTo("0");
    assertThat(node.total(MEDIASTREAM, "applied")).isEqualTo("3");
    assertThat(node.total(MEDIASTREAM, "ignored")).isEqualTo("1");
    ProvenDelivery live = media("m1", 3, "live");
    settle(live);
    assertThat(node.state(live)).isEqualTo("APPLIED");
  }

  @Test
  void holdsWhatComesWhileThereIsStillSomethingHeld() {
    node.states().pause(MEDIASTREAM);
    settle(media("m1", 0, "one"), media("m1", 1, "two"));
    node.states().resume(MEDIASTREAM);
    assertThat(node.drain().apply(MEDIASTREAM, 1)).isEqualTo(1);
    ProvenDelivery live = media("m1", 2, "live");
    settle(live);

    assertThat(node.state(live)).isEqualTo("HELD");
    assertThat(titles()).containsExactly("one");
    assertThat(node.drain().finish(MEDIASTREAM)).isFalse();
    resumption().run();
    assertThat(node.state(live)).isEqualTo("APPLIED");
    assertThat(titles()).containsExactly("live");
  }

  @Test
  void aNodeThatTakesAPausedSourceForRunningFindsOutBeforeItCommits() {
    SettlementFixture other = node.anotherNode();
    settle(other, media("m0", 0, "zero"));
    node.states().pause(MEDIASTREAM);
    ProvenDelivery held = media("m1", 0, "held");
    settle(held);
    ProvenDelivery newer = media("m1", 1, "newer");
    settle(other, newer);

    assertThat(node.state(newer)).isEqualTo("HELD");
    assertThat(titles()).containsExactly("zero");
    assertThat(node.total(MEDIASTREAM, "applied")).isEqualTo("1");
    assertThat(node.total(MEDIASTREAM, "held")).isEqualTo("2");
  }

  @Test
  void aNodeThatTakesARunningSourceForResumingFindsOutBeforeItCommits() {
    SettlementFixture other = node.anotherNode();
    node.states().pause(MEDIASTREAM);
    node.states().resume(MEDIASTREAM);
    settle(other, media("m1", 0, "held"));
    resumption().run();
    assertThat(node.states().notRunning()).isEmpty();
    ProvenDelivery live = media("m1", 1, "live");
    settle(other, live);

    assertThat(node.state(live)).isEqualTo("APPLIED");
    assertThat(database.query("select id from held_event")).isEmpty();
  }

  @Test
  void aPauseWaitsForWhatIsAboutToBeApplied() throws Exception {
    ProvenDelivery applied = media("m1", 0, "applied");
    Bundle bundle = node.bundle(applied);
    CompletableFuture<StateOutcome> pause =
        whileSettling(bundle, () -> node.states().pause(MEDIASTREAM));

    assertThat(pause.get(10, TimeUnit.SECONDS)).isInstanceOf(StateOutcome.Done.class);
    assertThat(node.state(applied)).isEqualTo("APPLIED");
    ProvenDelivery held = media("m1", 1, "held");
    settle(held);
    assertThat(node.state(held)).isEqualTo("HELD");
  }

  @Test
  void aSourceDoesNotRunBeforeItSeesWhatIsAboutToBeHeld() throws Exception {
    node.states().pause(MEDIASTREAM);
    settle(media("m1", 0, "one"));
    node.states().resume(MEDIASTREAM);
    settle(media("m1", 1, "two"));
    node.drain().apply(MEDIASTREAM, 100);
    ProvenDelivery late = media("m1", 2, "late");
    Bundle bundle = node.bundle(late);

    CompletableFuture<Boolean> finish =
        whileSettling(bundle, () -> node.drain().finish(MEDIASTREAM));

    assertThat(finish.get(10, TimeUnit.SECONDS)).isFalse();
    assertThat(node.state(late)).isEqualTo("HELD");
    assertThat(node.states().notRunning()).containsEntry(MEDIASTREAM, SourceState.RESUMING);
  }

  @Test
  void aSourceThatIsPausedAgainWhileItResumesAppliesNothingMore() {
    node.states().pause(MEDIASTREAM);
    settle(media("m1", 0, "one"), media("m1", 1, "two"));
    node.states().resume(MEDIASTREAM);
    node.drain().apply(MEDIASTREAM, 1);
    node.states().pause(MEDIASTREAM);

    assertThatThrownBy(() -> node.drain().apply(MEDIASTREAM, 1))
        .isInstanceOf(SourceStateChanged.class);
    resumption().run();
    assertThat(titles()).containsExactly("one");
    assertThat(node.total(MEDIASTREAM, "held")).isEqualTo("1");
  }

  @Test
  void refusesToPauseTwiceAndToResumeWhatIsNotPaused() {
    assertThat(node.states().resume(MEDIASTREAM))
        .isEqualTo(new StateOutcome.Refused(SourceState.RUNNING));
    node.states().pause(MEDIASTREAM);
    assertThat(node.states().pause(MEDIASTREAM))
        .isEqualTo(new StateOutcome.Refused(SourceState.PAUSED));
    node.states().resume(MEDIASTREAM);
    assertThat(node.states().resume(MEDIASTREAM))
        .isEqualTo(new StateOutcome.Refused(SourceState.RESUMING));
  }

  @Test
  void aRepetitionOfAHeldEventIsItsDuplicate() {
    node.states().pause(MEDIASTREAM);
    ProvenDelivery held = media("m1", 0, "one");
    ProvenDelivery repeated = again(held);
    settle(held);
    settle(repeated);

    assertThat(node.state(repeated)).isEqualTo("DUPLICATE");
    assertThat(node.duplicates(held)).isEqualTo("1");
  }

  @Test
  void aThinEventThatComesAgainWhileItsSourceIsPausedStillAsksForAFetch() {
    ProvenDelivery profile = profile("actor_profile.updated", "7", 0);
    settle(profile);
    String wanted = wanted();
    node.states().pause("filmmakers");
    ProvenDelivery repeated = again(profile);
    settle(repeated);
    assertThat(node.state(repeated)).isEqualTo("HELD");
    assertThat(wanted()).isEqualTo(wanted);

    node.states().resume("filmmakers");
    resumption().run();
    assertThat(node.state(repeated)).isEqualTo("PENDING");
    assertThat(wanted()).isNotEqualTo(wanted);
    assertThat(node.total("filmmakers", "pending")).isEqualTo("2");
  }

  @Test
  void forgedContentStaysHeldWhenItsSourceIsResumed() {
    settle(media("m1", 0, "one"));
    node.states().pause(MEDIASTREAM);
    ProvenDelivery forged = media("m1", 0, "forged");
    settle(forged);
    node.states().resume(MEDIASTREAM);
    resumption().run();

    assertThat(node.state(forged)).isEqualTo("HELD");
    assertThat(titles()).containsExactly("one");
  }

  @Test
  void aFlagStaysOnAnEventThatWasHeld() {
    settle(video("E1", "v1", 0, "one"));
    node.states().pause("waymark");
    ProvenDelivery other = video("E1", "v1", 1, "two");
    settle(other);
    assertThat(node.cause(other)).contains("its source is paused", "other signed content");
    node.states().resume("waymark");
    resumption().run();

    assertThat(node.state(other)).isEqualTo("APPLIED");
    assertThat(node.cause(other)).contains("other signed content").doesNotContain("paused");
  }

  /** Calls the supplier while a bundle is settled but not committed; the call must block. */
  private <T> CompletableFuture<T> whileSettling(Bundle bundle, Supplier<T> question) {
    return database.inTransaction(
        entities -> {
          node.on(entities).settleNew(List.of(bundle));
          CompletableFuture<T> answer = CompletableFuture.supplyAsync(question);
          assertThat(waits(() -> answer.get(MOMENT.toMillis(), TimeUnit.MILLISECONDS))).isTrue();
          return answer;
        });
  }

  private static boolean waits(Callable<?> answer) {
    try {
      answer.call();
      return false;
    } catch (TimeoutException e) {
      return true;
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private Resumption resumption() {
    return new Resumption(node.states(), node.drain());
  }

  private void settle(ProvenDelivery... events) {
    settle(node, events);
  }

  private static void settle(SettlementFixture node, ProvenDelivery... events) {
    node.settle(events);
  }

  private List<Object> titles() {
    return database.query("select title from media order by id");
  }

  private String wanted() {
    return String.valueOf(database.query("select wanted from fetch_request").getFirst());
  }
}
