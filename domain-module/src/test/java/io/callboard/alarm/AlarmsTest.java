package io.callboard.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import io.callboard.testing.OnEachDatabase;
import io.callboard.testing.RaisedAlarms;
import io.callboard.testing.TestDatabase;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class AlarmsTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private final TestDatabase database;
  private final RaisedAlarms raised = new RaisedAlarms();

  AlarmsTest(TestDatabase database) {
    this.database = database;
  }

  @BeforeEach
  void nothing() {
    database.empty();
  }

  @Test
  void tellsAnAlarmOnceHoweverOftenItIsRaised() {
    assertThat(raise("waymark", "first")).isTrue();
    assertThat(raise("waymark", "again")).isFalse();

    assertThat(raised.raised()).extracting(Alarm::detail).containsExactly("first");
    assertThat(raised.raised().getFirst().line()).isEqualTo("source-silent (waymark): first");
    assertThat(open()).extracting(Alarm::raisedAt).containsExactly(NOON);
  }

  @Test
  void raisesAnAlarmAnewAfterItWasOver() {
    raise("waymark", "first");

    assertThat(clear("waymark")).isTrue();
    assertThat(clear("waymark")).isFalse();
    assertThat(open()).isEmpty();
    assertThat(raise("waymark", "second")).isTrue();
    assertThat(list(null, true, null, 9))
        .extracting(Alarm::detail)
        .containsExactly("second", "first");
    assertThat(list(null, true, null, 9)).extracting(Alarm::clearedAt).containsExactly(null, NOON);
  }

  @Test
  void listsThoseOfASourcePageByPage() {
    raise("waymark", "a");
    raise("mediastream", "b");
    raise("filmmakers", "c");

    List<Alarm> page = list(null, false, null, 2);
    assertThat(page).extracting(Alarm::subject).containsExactly("filmmakers", "mediastream");
    assertThat(list(null, false, page.getLast().id(), 2))
        .extracting(Alarm::subject)
        .containsExactly("waymark");
    assertThat(list("mediastream", false, null, 9)).hasSize(1);
  }

  @Test
  void cutsADetailThatIsTooLong() {
    raise("waymark", "x".repeat(600));

    assertThat(open().getFirst().detail()).hasSize(500);
  }

  private Boolean raise(String source, String detail) {
    return alarms(alarms -> alarms.raise(AlarmKind.SOURCE_SILENT, source, detail));
  }

  private Boolean clear(String source) {
    return alarms(alarms -> alarms.clear(AlarmKind.SOURCE_SILENT, source));
  }

  private List<Alarm> open() {
    return alarms(Alarms::open);
  }

  private List<Alarm> list(
      @Nullable String source, boolean cleared, @Nullable Long after, int limit) {
    return alarms(alarms -> alarms.list(source, cleared, after, limit));
  }

  private <T> T alarms(Function<Alarms, T> work) {
    return database.inTransaction(
        em -> work.apply(new Alarms(em, raised, Clock.fixed(NOON, ZoneOffset.UTC))));
  }
}
