package io.callboard.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.callboard.testing.OnEachDatabase;
import io.callboard.testing.TestDatabase;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class AuditTrailTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00.123456789Z");
  private static final Operator ZOE = new Operator("zoe", "10.0.0.1");
  private static final Operator BEN = new Operator("ben", "10.0.0.2");

  private final TestDatabase database;

  AuditTrailTest(TestDatabase database) {
    this.database = database;
  }

  @BeforeEach
  void empty() {
    database.empty();
  }

  @Test
  void listsWhoDidWhatWhenAndFromWhereNewestFirst() {
    append(ZOE, "source.paused", "waymark", Map.of("why", "a \"test\""));
    append(BEN, "source.resumed", "waymark", Map.of());

    List<AuditEntry> entries = list(AuditFilter.ALL, null);
    assertThat(entries).extracting(AuditEntry::number).containsExactly(2L, 1L);
    AuditEntry first = entries.getLast();
    assertThat(List.of(first.actor(), first.address(), first.action(), first.subject()))
        .containsExactly("zoe", "10.0.0.1", "source.paused", "waymark");
    assertThat(first.at()).isEqualTo(Instant.parse("2026-11-21T12:00:00.123456Z"));
    assertThat(first.details().string("why")).contains("a \"test\"");
  }

  @Test
  void findsTheEntriesOfAPersonAnActionASubjectAndATime() {
    append(ZOE, "source.paused", "waymark", Map.of());
    append(BEN, "source.paused", "filmmakers", Map.of());
    append(BEN, "user.created", "zoe", Map.of());

    assertThat(numbers(new AuditFilter("zoe", null, null, null, null))).containsExactly(1L);
    assertThat(numbers(new AuditFilter(null, "source.paused", null, null, null)))
        .containsExactly(2L, 1L);
    assertThat(numbers(new AuditFilter(null, null, "zoe", null, null))).containsExactly(3L);
    assertThat(numbers(new AuditFilter(null, null, null, null, NOW.minusSeconds(1)))).isEmpty();
    assertThat(numbers(new AuditFilter(null, null, null, NOW.minusSeconds(1), null))).hasSize(3);
    assertThat(list(AuditFilter.ALL, 2L)).extracting(AuditEntry::number).containsExactly(1L);
  }

  @Test
  void anEntryThatIsWrittenWhileAPageIsReadTakesNoPlaceOfAnother() {
    threeEntries();

    List<AuditEntry> page =
        database.interrupted(
            () -> append(BEN, "user.removed", "zoe", Map.of()),
            entities -> new AuditSearch(entities).list(AuditFilter.ALL, null, 3).items());

    assertThat(page).extracting(AuditEntry::number).containsExactly(3L, 2L, 1L);
  }

  @Test
  void keepsOneChainHoweverManyActAtOnce() throws Exception {
    Callable<Void> action =
        () -> {
          append(ZOE, "source.paused", "waymark", Map.of());
          return null;
        };
    try (var threads = Executors.newFixedThreadPool(4)) {
      for (var done : threads.invokeAll(Collections.nCopies(40, action))) {
        done.get();
      }
    }

    assertThat(numbers(AuditFilter.ALL))
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 40).map(i -> 41 - i).boxed().toList());
    ChainReport report = check();
    assertThat(report.intact()).isTrue();
    assertThat(List.of(report.first(), report.last())).containsExactly(1L, 40L);
    assertThat(report.head()).isEqualTo(list(AuditFilter.ALL, null).getFirst().hash());
  }

  @Test
  void writesNothingOfWhatIsRolledBack() {
    append(ZOE, "source.paused", "waymark", Map.of());
    try (var entities = database.entityManagers().createEntityManager()) {
      entities.getTransaction().begin();
      new AuditTrail(entities, Clock.systemUTC()).append(ZOE, "source.resumed", "x", Map.of());
      entities.getTransaction().rollback();
    }
    append(ZOE, "source.resumed", "waymark", Map.of());

    assertThat(numbers(AuditFilter.ALL)).containsExactly(2L, 1L);
    assertThat(check().intact()).isTrue();
  }

  @Test
  void anEmptyTrailIsIntact() {
    assertThat(check().intact()).isTrue();
    assertThat(check().last()).isZero();
  }

  @Test
  void detailsCanBeErasedAndTheChainHolds() {
    threeEntries();
    append(ZOE, "record.exported", "profile filmmakers 7", Map.of());
    append(BEN, "replay.started", "*", Map.of("filter", "{\"subject\":\"7\"}"));
    eraseAbout("profile filmmakers 7", "\"subject\":\"7\"");
    eraseAbout("profile filmmakers 7", "\"subject\":\"7\"");

    assertThat(check().intact()).isTrue();
    assertThat(check().erased()).isEqualTo(2);
    assertThat(list(AuditFilter.ALL, 5L).getFirst().subject()).isNull();
    assertThat(list(AuditFilter.ALL, 5L).getFirst().details().isEmpty()).isTrue();
    AuditEntry naming = list(AuditFilter.ALL, null).getFirst();
    assertThat(naming.action()).isEqualTo("entries.erased");
    assertThat(naming.actor()).isEqualTo("(callboard)");
    assertThat(naming.details().string("numbers")).contains("4,5");
    assertThat(naming.number()).isEqualTo(6);
  }

  @Test
  void anErasureOfManyEntriesNamesEachOfThem() {
    for (int i = 0; i < 120; i++) {
      append(ZOE, "record.exported", "profile filmmakers 7", Map.of());
    }
    eraseAbout("profile filmmakers 7", "nothing");

    assertThat(check().intact()).isTrue();
    assertThat(check().erased()).isEqualTo(120);
  }

  @Test
  void tellsWhereDetailsWereErasedByHand() {
    threeEntries();
    append(ZOE, "record.exported", "profile filmmakers 7", Map.of());
    append(ZOE, "record.exported", "profile filmmakers 8", Map.of());
    eraseAbout("profile filmmakers 7", "nothing");
    eraseByHand(5);
    assertBroken(5, "no erasure names");

    eraseByHand(2);
    assertBroken(2, "no erasure removes");
  }

  @Test
  void entriesErasedBeforeTheyWereNamedAreTakenOnTrust() {
    append(ZOE, "record.exported", "profile filmmakers 7", Map.of());
    append(BEN, "user.created", "zoe", Map.of());
    append(ZOE, "record.exported", "profile filmmakers 8", Map.of());
    database.execute("update audit_chain set named_after = 2");
    eraseByHand(1);
    assertThat(check().intact()).isTrue();

    eraseByHand(2);
    assertBroken(2, "no erasure removes");
  }

  @Test
  void anErasureDuringTheCheckIsNoBreak() {
    append(ZOE, "record.exported", "profile filmmakers 7", Map.of());
    append(ZOE, "record.exported", "profile filmmakers 8", Map.of());

    ChainReport report = checkedDuring(() -> eraseAbout("profile filmmakers 7", "nothing"));

    assertThat(report.intact()).isTrue();
    assertThat(report.erased()).isEqualTo(1);
    assertThat(report.last()).isEqualTo(3);
  }

  @Test
  void detailsErasedByHandAreFoundThoughEntriesFollowDuringTheCheck() {
    threeEntries();
    append(ZOE, "record.exported", "profile filmmakers 7", Map.of());
    eraseByHand(4);

    ChainReport report = checkedDuring(() -> append(BEN, "user.removed", "zoe", Map.of()));

    assertThat(report.intact()).isFalse();
    assertThat(report.brokenAt()).isEqualTo(4);
  }

  /** Removes the oldest entry, as retention does. */
  @Test
  void aBeginningThatMovesOnDuringTheCheckIsNoBreak() {
    threeEntries();
    String previous = list(AuditFilter.ALL, 2L).getFirst().hash();

    ChainReport report =
        checkedDuring(
            () -> {
              database.execute("delete from audit_entry where number = 1");
              database.execute(
                  "update audit_chain set first_number = 2, first_previous = '%s'", previous);
            });

    assertThat(report.intact()).isTrue();
    assertThat(List.of(report.first(), report.last())).containsExactly(2L, 3L);
  }

  private ChainReport checkedDuring(Runnable work) {
    return database.interrupted(work, entities -> new ChainCheck(entities).check());
  }

  private void eraseByHand(long number) {
    database.execute(
        "update audit_entry set subject = null, details = null, salt = null where number = "
            + number);
  }

  private void eraseAbout(String record, String member) {
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    database.run(entities -> new AuditTrail(entities, clock).eraseAbout(record, List.of(member)));
  }

  @Test
  void tellsWhereAnEntryWasChanged() {
    threeEntries();
    database.execute("update audit_entry set actor = 'eve' where number = 2");

    assertBroken(2, "does not follow");
  }

  @Test
  void tellsWhereDetailsWereChanged() {
    threeEntries();
    database.execute("update audit_entry set subject = 'other' where number = 2");

    assertBroken(2, "details");
  }

  @Test
  void tellsWhereAnEntryWasRemovedOrPutInBetween() {
    threeEntries();
    database.execute("delete from audit_entry where number = 2");
    assertBroken(2, "missing");

    database.execute(
        "insert into audit_entry select 2, at, actor, address, action, subject, details, salt,"
            + " digest, hash from audit_entry where number = 3");
    assertBroken(2, "does not follow");
  }

  @Test
  void tellsThatTheFirstOrTheLastEntryIsGone() {
    threeEntries();
    database.execute("delete from audit_entry where number = 3");
    assertBroken(3, "missing");

    database.execute("delete from audit_entry where number = 1");
    assertBroken(1, "missing");

    database.execute("delete from audit_chain");
    assertBroken(1, "end");
  }

  private void assertBroken(long number, String cause) {
    ChainReport report = check();
    assertThat(report.intact()).isFalse();
    assertThat(report.brokenAt()).isEqualTo(number);
    assertThat(report.cause()).contains(cause);
  }

  private void threeEntries() {
    append(ZOE, "source.paused", "waymark", Map.of("a", "1"));
    append(BEN, "user.created", "zoe", Map.of("role", "callboard-viewer"));
    append(ZOE, "source.resumed", "waymark", Map.of());
  }

  private void append(Operator by, String action, String subject, Map<String, String> details) {
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    database.run(entities -> new AuditTrail(entities, clock).append(by, action, subject, details));
  }

  private List<AuditEntry> list(AuditFilter filter, @Nullable Long after) {
    return database.inTransaction(
        entities -> new AuditSearch(entities).list(filter, after, 100).items());
  }

  private List<Long> numbers(AuditFilter filter) {
    return list(filter, null).stream().map(AuditEntry::number).toList();
  }

  private ChainReport check() {
    return database.inTransaction(entities -> new ChainCheck(entities).check());
  }
}
