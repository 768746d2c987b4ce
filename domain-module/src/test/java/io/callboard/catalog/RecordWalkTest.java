package io.callboard.catalog;

import static io.callboard.catalog.CatalogFixture.SOURCE;
import static io.callboard.catalog.CatalogFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.callboard.catalog.CatalogChange.DocumentChanged;
import io.callboard.catalog.CatalogChange.VideoChanged;
import io.callboard.testing.OnEachDatabase;
import io.callboard.testing.TestDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class RecordWalkTest {
  private static final Instant T = Instant.parse("2026-03-01T12:00:00Z");

  private final TestDatabase database;
  private CatalogFixture catalog;

  RecordWalkTest(TestDatabase database) {
    this.database = database;
    this.catalog = new CatalogFixture(database);
  }

  @BeforeEach
  void empty() {
    catalog = new CatalogFixture(database);
  }

  @Test
  void comesToEveryRecordOfAKindOnceWhereverItLies() {
    for (int i = 0; i < 7; i++) {
      catalog.apply(new VideoChanged("v" + i, null, T, "", "", json("{}"), List.of()));
      catalog.apply(document("video", "d/" + i));
      catalog.apply(document("show", "s" + i));
    }

    List<StoredRecordName> found = all("video", null, null, 3);

    assertThat(found).hasSize(14).doesNotHaveDuplicates();
    assertThat(found).extracting(StoredRecordName::table).containsOnly("video", "document");
    assertThat(found).extracting(StoredRecordName::id).contains("v6", "d/6").doesNotContain("s1");
  }

  @Test
  void comesToDeletedRecordsToo() {
    catalog.apply(new DocumentChanged("media", "m1", DocumentAction.DELETE, 1, 1, json("{}")));

    assertThat(all("media", SOURCE, "m1", 10)).hasSize(1);
    assertThat(all("media", "other", null, 10)).isEmpty();
    assertThat(all("media", null, "m2", 10)).isEmpty();
    assertThat(all("nothing", null, null, 10)).isEmpty();
  }

  private static DocumentChanged document(String kind, String id) {
    return new DocumentChanged(kind, id, DocumentAction.UPDATE, 1, 1, json("{}"));
  }

  private List<StoredRecordName> all(
      String kind, @Nullable String source, @Nullable String id, int limit) {
    List<StoredRecordName> all = new ArrayList<>();
    List<StoredRecordName> page = page(kind, source, id, null, limit);
    while (!page.isEmpty()) {
      all.addAll(page);
      page = page(kind, source, id, page.getLast().place(), limit);
    }
    return all;
  }

  private List<StoredRecordName> page(
      String kind,
      @Nullable String source,
      @Nullable String id,
      @Nullable String after,
      int limit) {
    return database.inTransaction(
        entities -> new RecordWalk(entities).next(kind, source, id, after, limit));
  }
}
