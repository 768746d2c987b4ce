package io.callboard.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.callboard.alarm.Alarm;
import io.callboard.alarm.Alarms;
import io.callboard.alarm.OpenAlarms;
import io.callboard.fetch.queue.ApiHealth;
import io.callboard.fetch.queue.FetchQueue;
import io.callboard.health.IntakeProgress;
import io.callboard.intake.fetching.FilmmakersApis;
import io.callboard.intake.source.Configured;
import io.callboard.ledger.Balance;
import io.callboard.provider.AllProviders;
import io.callboard.source.SourceActivities;
import io.callboard.testing.HandClock;
import io.callboard.testing.OnEachDatabase;
import io.callboard.testing.RaisedAlarms;
import io.callboard.testing.TestDatabase;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class AlarmWatchTest {
  private static final Map<String, String> SETTINGS =
      Map.of(
          "callboard.sources",
          "waymark,filmmakers",
          "callboard.sources.waymark.secrets",
          "w",
          "callboard.sources.filmmakers.secrets",
          "f",
          "callboard.sources.filmmakers.api.url",
          "https://www.filmmakers.eu",
          "callboard.sources.waymark.silence",
          "PT1H");

  private final TestDatabase database;
  private final EntityManager entities;
  private final HandClock time = new HandClock(Instant.parse("2026-11-21T12:00:00Z"));
  private final RaisedAlarms raised = new RaisedAlarms();
  private final OpenAlarms open = new OpenAlarms();
  private final IntakeProgress progress = new IntakeProgress();
  private AlarmWatch watch;

  AlarmWatchTest(TestDatabase database) {
    this.database = database;
    this.entities = database.entityManagers().createEntityManager();
  }

  @BeforeEach
  void aWatch() {
    database.empty();
    watch = watch(SETTINGS);
  }

  private AlarmWatch watch(Map<String, String> settings) {
    return new AlarmWatch(
        Configured.sources(settings, AllProviders.found()),
        new SourceActivities(entities),
        new FetchTroubles(
            FilmmakersApis.found(), new ApiHealth(entities), new FetchQueue(entities)),
        new Balance(entities, progress, time),
        new Alarms(entities, raised, time),
        open,
        time);
  }

  @AfterEach
  void close() {
    entities.close();
  }

  @Test
  void aSourceThatNeverSentIsSilentFromTheStartOn() {
    lookAfter(Duration.ofMinutes(60));
    assertThat(kinds()).isEmpty();

    lookAfter(Duration.ofMinutes(1));
    lookAfter(Duration.ofMinutes(1));

    assertThat(kinds()).containsExactly("source-silent");
    assertThat(raised.raised()).hasSize(1);
  }

  @Test
  void aSourceIsSilentFromItsLastEventOnUntilTheNextOne() {
    totals(1, 0, time.instant().minus(Duration.ofMinutes(59)));
    lookAfter(Duration.ZERO);
    assertThat(kinds()).isEmpty();

    lookAfter(Duration.ofMinutes(2));
    assertThat(kinds()).containsExactly("source-silent");

    totals(2, 0, time.instant());
    lookAfter(Duration.ofMinutes(1));
    assertThat(kinds()).isEmpty();
  }

  @Test
  void whoseFirstDeliveriesAreAllRefusedHasAWrongSecret() {
    totals(0, 2, null);
    lookAfter(Duration.ZERO);
    assertThat(kinds()).isEmpty();

    totals(0, 3, null);
    lookAfter(Duration.ofMinutes(1));
    assertThat(kinds()).containsExactly("first-deliveries-refused");

    totals(1, 3, time.instant());
    lookAfter(Duration.ofMinutes(1));
    assertThat(kinds()).isEmpty();
  }

  @Test
  void refusalsAreRisingWhileTheyAreManyOfWhatIsSent() {
    totals(1_000, 500, time.instant());
    lookAfter(Duration.ZERO);
    totals(1_000, 519, time.instant());
    lookAfter(Duration.ofMinutes(1));
    assertThat(kinds()).isEmpty();

    totals(1_000, 520, time.instant());
    lookAfter(Duration.ofMinutes(1));
    assertThat(kinds()).containsExactly("refusals-rising");

    totals(1_500, 520, time.instant());
    lookAfter(Duration.ofMinutes(1));
    assertThat(kinds()).isEmpty();
  }

  @Test
  void refusalsOfAnEarlierTimeAreNotRising() {
    totals(1_000, 0, time.instant());
    lookAfter(Duration.ZERO);
    totals(1_000, 50, time.instant());
    lookAfter(Duration.ofMinutes(1));
    assertThat(kinds()).containsExactly("refusals-rising");

    lookAfter(AlarmWatch.WINDOW);
    lookAfter(Duration.ofMinutes(1));
    assertThat(kinds()).isEmpty();
  }

  @Test
  void aSourceThatNeedNotSignAndDoesCanBeAskedToFromNowOn() {
    Map<String, String> optional = new HashMap<>(SETTINGS);
    optional.put("callboard.sources.waymark.signature", "optional");
    optional.put("callboard.sources.waymark.networks", "192.0.2.0/24");
    totals(1, 0, time.instant());
    watch = watch(optional);
    lookAfter(Duration.ZERO);
    assertThat(kinds()).isEmpty();

    aSecretIsUsed();
    lookAfter(Duration.ofMinutes(1));
    lookAfter(Duration.ofMinutes(1));
    assertThat(kinds()).containsExactly("signature-seen");
    assertThat(raised.raised()).hasSize(1);

    watch = watch(SETTINGS);
    lookAfter(Duration.ofMinutes(1));
    assertThat(kinds()).isEmpty();
  }

  @Test
  void eventsWithOtherContentUnderAKnownKeyAreAnAlarmUntilTheyAreSettled() {
    totals(1, 0, time.instant());
    set("held = 2, state = 'PAUSED'");
    lookAfter(Duration.ZERO);
    assertThat(kinds()).isEmpty();

    set("state = 'RUNNING'");
    lookAfter(Duration.ofMinutes(1));
    assertThat(kinds()).containsExactly("content-held");
    assertThat(raised.raised().getFirst().detail()).startsWith("Held events: 2. Each repeats");

    set("held = 0, ignored = 2");
    lookAfter(Duration.ofMinutes(1));
    assertThat(kinds()).isEmpty();
  }

  private void set(String totals) {
    database.run(em -> em.createNativeQuery("update source_total set " + totals).executeUpdate());
  }

  private void aSecretIsUsed() {
    database.run(
        em ->
            em.createNativeQuery(
                    "insert into secret_use (source, secret_index, uses, last_used_at)"
                        + " values ('waymark', 0, 1, now())")
                .executeUpdate());
  }

  @Test
  void aBacklogGrowsWhenMoreWaitsThanAMinuteAgo() {
    UUID run = UUID.randomUUID();
    sent(run, 2_000);
    lookAfter(Duration.ZERO);
    assertThat(kinds()).isEmpty();

    sent(run, 3_000);
    lookAfter(Duration.ofMinutes(1));
    assertThat(kinds()).containsExactly("backlog-growing");

    sent(run, 1_000);
    lookAfter(Duration.ofMinutes(1));
    assertThat(kinds()).isEmpty();
  }

  @Test
  void anEventThatIsGoneIsMissing() {
    progress.deliveryBegins();
    progress.deliveryEnds(time.instant());
    UUID run = UUID.randomUUID();
    sent(run, 1);

    lookAfter(Duration.ofMinutes(3));

    assertThat(kinds()).containsExactly("events-missing");
    assertThat(raised.raised().getFirst().detail())
        .isEqualTo(
            "Missing events: 1. They were accepted, but are neither settled nor queued. Check"
                + " whether the broker's store was lost or restored. GET /callboard/api/v1/ledger"
                + " has all counts.");

    database.run(
        em ->
            em.createNativeQuery(
                    "insert into lane (run, lane, source, through, events)"
                        + " values ('"
                        + run
                        + "', 0, 'waymark', 1, 1)")
                .executeUpdate());
    lookAfter(Duration.ofMinutes(1));
    assertThat(kinds()).isEmpty();
  }

  @Test
  void anApiInTroubleIsAnAlarmAfterAMinuteUntilItAnswers() {
    failed();
    lookAfter(Duration.ofSeconds(59));
    assertThat(kinds()).isEmpty();

    failed();
    lookAfter(Duration.ofSeconds(1));
    lookAfter(Duration.ofMinutes(1));
    assertThat(kinds()).containsExactly("fetch-failing");
    assertThat(raised.raised()).hasSize(1);
    assertThat(raised.raised().getFirst().detail())
        .isEqualTo("The API refused the key: 401, since 2026-11-21T12:00:00Z");

    database.run(em -> new ApiHealth(em).succeeded("filmmakers", time.instant()));
    lookAfter(Duration.ZERO);
    assertThat(kinds()).isEmpty();
  }

  @Test
  void fetchesThatWaitForHoursAreAnAlarmUntilTheyAreMade() {
    database.run(em -> new ApiHealth(em).succeeded("filmmakers", time.instant()));
    waitsToBeFetched();
    lookAfter(FetchTroubles.OVERDUE);
    assertThat(kinds()).doesNotContain("fetch-failing");

    lookAfter(Duration.ofMinutes(1));
    assertThat(kinds()).contains("fetch-failing");
    assertThat(raised.raised().getLast().detail())
        .isEqualTo(
            "The oldest pending fetch has been due since 2026-11-21T12:00:00Z,"
                + " which is over PT6H.");

    database.run(em -> em.createNativeQuery("delete from fetch_request").executeUpdate());
    lookAfter(Duration.ofMinutes(1));
    assertThat(kinds()).doesNotContain("fetch-failing");
  }

  @Test
  void whatAPausedSourceDoesNotFetchIsNoAlarm() {
    database.run(em -> new ApiHealth(em).succeeded("filmmakers", time.instant()));
    waitsToBeFetched();
    database.run(
        em ->
            em.createNativeQuery(
                    "insert into source_total (source, applied, duplicate, ignored, held, pending,"
                        + " failed, parked, rejected, state)"
                        + " values ('filmmakers', 0, 0, 0, 0, 1, 0, 0, 0, 'PAUSED')")
                .executeUpdate());

    lookAfter(Duration.ofDays(1));

    assertThat(kinds()).doesNotContain("fetch-failing");
  }

  private void failed() {
    database.run(
        em ->
            new ApiHealth(em).failed("filmmakers", "The API refused the key: 401", time.instant()));
  }

  private void waitsToBeFetched() {
    database.run(
        em ->
            em.createNativeQuery(
                    "insert into fetch_request (source, kind, id, wanted, due_at, attempts)"
                        + " values ('filmmakers', 'profile', '7', 1,"
                        + " cast(:due as timestamp with time zone), 0)")
                .setParameter("due", time.instant().toString())
                .executeUpdate());
  }

  private void sent(UUID run, long events) {
    progress.sent(new IntakeProgress.Stream(run, 0, "waymark"), events);
  }

  private void totals(long applied, long rejected, @Nullable Instant last) {
    database.run(
        em -> {
          em.createNativeQuery("delete from source_total").executeUpdate();
          em.createNativeQuery(
                  "insert into source_total (source, applied, duplicate, ignored, held, pending,"
                      + " failed, parked, rejected, last_event, last_event_at)"
                      + " values ('waymark', :applied, 0, 0, 0, 0, 0, 0,"
                      + " :rejected, null, cast(:last as timestamp with time zone))")
              .setParameter("applied", applied)
              .setParameter("rejected", rejected)
              .setParameter("last", last == null ? null : last.toString())
              .executeUpdate();
        });
  }

  private void lookAfter(Duration duration) {
    time.forward(duration);
    entities.getTransaction().begin();
    watch.check();
    entities.getTransaction().commit();
  }

  private List<String> kinds() {
    return open.current().stream().map(Alarm::kind).toList();
  }
}
