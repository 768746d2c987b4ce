package io.callboard.rejection;

import static org.assertj.core.api.Assertions.assertThat;

import io.callboard.json.JsonMembers;
import io.callboard.persistence.Slice;
import io.callboard.persistence.Statements;
import io.callboard.testing.OnEachDatabase;
import io.callboard.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@OnEachDatabase
class RejectionSearchTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private final TestDatabase database;

  RejectionSearchTest(TestDatabase database) {
    this.database = database;
  }

  @BeforeEach
  void empty() {
    database.empty();
  }

  @Test
  void listsTheNewestFirstPageByPage() {
    UUID first = reject(1, "waymark", "signature-stale", null);
    UUID second = reject(2, "waymark", "signature-stale", null);
    UUID third = reject(3, "waymark", "signature-stale", null);

    assertThat(list(RejectionFilter.ALL, null)).containsExactly(third, second);
    assertThat(list(RejectionFilter.ALL, second)).containsExactly(first);
  }

  @Test
  void aRejectionThatComesWhileAPageIsReadTakesNoPlaceOfAnother() {
    UUID first = reject(1, "waymark", "signature-stale", null);
    UUID second = reject(2, "waymark", "signature-stale", null);

    Slice<RejectionView> page =
        database.interrupted(
            () -> reject(3, "waymark", "signature-stale", null),
            em -> new RejectionSearch(em).list(RejectionFilter.ALL, null, 2));

    assertThat(page.items()).extracting(RejectionView::id).containsExactly(second, first);
    assertThat(page.more()).isFalse();
  }

  @Test
  void aPageWhoseRejectionsAreRemovedMeanwhileGivesWayToTheNext() {
    UUID first = reject(1, "waymark", "signature-stale", null);
    reject(2, "waymark", "signature-stale", null);

    Slice<RejectionView> page =
        database.interrupted(
            () -> database.execute("delete from rejection where id <> '%s'", first),
            em -> new RejectionSearch(em).list(RejectionFilter.ALL, null, 1));

    assertThat(page.items()).extracting(RejectionView::id).containsExactly(first);
    assertThat(page.more()).isFalse();
  }

  @Test
  void filtersByEachPropertyAlone() {
    UUID one = reject(1, "waymark", "signature-stale", null);
    UUID other = reject(2, "mediastream", "signature-missing", null);

    assertThat(list(new RejectionFilter("waymark", null, null, null), null)).containsExactly(one);
    assertThat(list(new RejectionFilter(null, "signature-missing", null, null), null))
        .containsExactly(other);
    assertThat(list(new RejectionFilter(null, null, NOON.plusMillis(2), null), null))
        .containsExactly(other);
    assertThat(list(new RejectionFilter(null, null, null, NOON.plusMillis(2)), null))
        .containsExactly(one);
  }

  @Test
  void tellsWhatWasWrittenAndWhetherTheBodyIsKept() {
    UUID kept = reject(1, "waymark", "signature-stale", "body");

    RejectionView view = find(kept).orElseThrow();

    assertThat(view.quarantined()).isTrue();
    assertThat(view.detail()).isEqualTo("a detail");
    assertThat(view.headers()).hasToString("{\"accept\":[\"*/*\"]}");
    assertThat(find(UUID.randomUUID())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\0", "{", "[]", "{\"accept\":["})
  void showsARejectionWhoseHeadersNobodyCanRead(String headers) {
    UUID unreadable = reject(1, "waymark", "signature-stale", null);
    UUID readable = reject(2, "waymark", "signature-stale", null);
    database.run(
        em ->
            new Statements(em)
                .update(
                    "update rejection set headers = ? where id = ?",
                    statement -> {
                      statement.setBytes(1, bytes(headers));
                      statement.setObject(2, unreadable);
                    }));

    assertThat(list(RejectionFilter.ALL, null)).containsExactly(readable, unreadable);
    assertThat(find(unreadable).orElseThrow().headers()).isEqualTo(JsonMembers.UNREADABLE);
  }

  @Test
  void aPageEndsBeforeItsHeadersAreTooLarge() {
    UUID first = reject(1, "waymark", "signature-stale", null);
    UUID second = reject(2, "waymark", "signature-stale", null);
    String half = JsonMembers.quote("x".repeat(Slice.MAX_BYTES / 2));
    byte[] headers = JsonMembers.of(Map.of("h", half)).toBytes();
    database.run(
        em ->
            new Statements(em)
                .update(
                    "update rejection set headers = ?",
                    statement -> statement.setBytes(1, headers)));

    Slice<RejectionView> page =
        database.inTransaction(em -> new RejectionSearch(em).list(RejectionFilter.ALL, null, 50));

    assertThat(page.items()).extracting(RejectionView::id).containsExactly(second);
    assertThat(page.more()).isTrue();
    assertThat(list(RejectionFilter.ALL, second)).containsExactly(first);
  }

  private Optional<RejectionView> find(UUID id) {
    return database.inTransaction(em -> new RejectionSearch(em).find(id));
  }

  private List<UUID> list(RejectionFilter filter, @Nullable UUID after) {
    return database.inTransaction(
        em ->
            new RejectionSearch(em)
                .list(filter, after, 2).items().stream().map(RejectionView::id).toList());
  }

  private UUID reject(int millis, String source, String reason, @Nullable String body) {
    UUID id =
        new UUID(NOON.plusMillis(millis).toEpochMilli() << 16 | 0x7000, 0x9000_0000_0000_0000L);
    database.run(
        em ->
            new Statements(em)
                .update(
                    "insert into rejection (id, at, source, reason, detail, address, size,"
                        + " headers, body) values (?, ?, ?, ?, 'a detail', '192.0.2.1', 4, ?, ?)",
                    statement -> {
                      statement.setObject(1, id);
                      Statements.time(statement, 2, NOON.plusMillis(millis));
                      statement.setString(3, source);
                      statement.setString(4, reason);
                      statement.setBytes(5, bytes("{\"accept\":[\"*/*\"]}"));
                      statement.setBytes(6, body == null ? null : bytes(body));
                    }));
    return id;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
