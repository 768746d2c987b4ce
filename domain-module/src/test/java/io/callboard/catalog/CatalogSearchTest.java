package io.callboard.catalog;

import static io.callboard.catalog.CatalogFixture.SOURCE;
import static io.callboard.catalog.CatalogFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.callboard.catalog.CatalogChange.AccountChanged;
import io.callboard.catalog.CatalogChange.DocumentChanged;
import io.callboard.catalog.CatalogChange.ProfileUpdated;
import io.callboard.catalog.CatalogChange.VideoChanged;
import io.callboard.catalog.RecordView.Position;
import io.callboard.persistence.Slice;
import io.callboard.testing.OnEachDatabase;
import io.callboard.testing.TestDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class CatalogSearchTest {
  private static final Instant T = Instant.parse("2026-03-01T12:00:00Z");

  private final TestDatabase database;
  private CatalogFixture catalog;

  CatalogSearchTest(TestDatabase database) {
    this.database = database;
    this.catalog = new CatalogFixture(database);
  }

  @BeforeEach
  void empty() {
    catalog = new CatalogFixture(database);
  }

  private static DocumentChanged document(String kind, String id, String title) {
    return new DocumentChanged(
        kind, id, DocumentAction.UPDATE, 1, 1, json("{'title':'" + title + "'}"));
  }

  private List<String> media(RecordFilter filter) {
    return catalog
        .search(search -> search.list(RecordType.MEDIA, filter, null, 50, false).items())
        .stream()
        .map(RecordView::id)
        .toList();
  }

  private static RecordFilter text(String text) {
    return new RecordFilter(null, null, text, null, false, null);
  }

  @Test
  void videosAndAccountsAreFoundByTheirAccount() {
    catalog.apply(
        List.of(
            owned("v1", "A1", "P1"),
            owned("v2", "A2", "P1"),
            owned("v3", "A1", ""),
            new AccountChanged("A1", T, "P1", json("{}")),
            new AccountChanged("A2", T, json("{}"))));

    assertThat(videos("A1", null)).containsExactlyInAnyOrder("v1", "v3");
    assertThat(videos(null, "P1")).containsExactlyInAnyOrder("v1", "v2");
    assertThat(videos("A1", "P1")).containsExactly("v1");
    assertThat(
            catalog
                .search(
                    search ->
                        search.list(RecordType.ACCOUNT, owner(null, "P1"), null, 10, false).items())
                .stream()
                .map(account -> account.id()))
        .containsExactly("A1");
  }

  private List<String> videos(@Nullable String account, @Nullable String external) {
    return catalog
        .search(
            search ->
                search.list(RecordType.VIDEO, owner(account, external), null, 10, false).items())
        .stream()
        .map(video -> video.id())
        .toList();
  }

  private static RecordFilter owner(@Nullable String account, @Nullable String external) {
    return new RecordFilter(null, null, null, null, false, null, account, external);
  }

  private static VideoChanged owned(String id, String account, String external) {
    return new VideoChanged(id, null, T, account, external, json("{}"), List.of());
  }

  @Test
  void listsAreNewestFirstAndPagesMissNothing() {
    catalog.apply(List.of(document("media", "a", "A"), document("media", "b", "B")));
    catalog.apply(List.of(document("media", "c", "C"), document("media", "d", "D")));
    catalog.apply(document("media", "e", "E"));

    assertThat(pages(RecordFilter.ALL, 2)).containsExactly("e", "d", "c", "b", "a");
  }

  @Test
  void updatedSinceIsOldestFirst() {
    catalog.apply(document("media", "a", "A"));
    catalog.apply(List.of(document("media", "b", "B"), document("media", "c", "C")));
    Instant since = catalog.now();
    catalog.apply(document("media", "d", "D"));

    RecordFilter filter = new RecordFilter(null, null, null, since, false, null);
    assertThat(pages(filter, 1)).containsExactly("b", "c", "d");
  }

  /** Names that a database may sort differently from Java. */
  private static final List<String> SOURCES = List.of("a-b", "a", "aa", "a.c", "ab", "b");

  @Test
  void sourcesAreMergedInTheOrderOfTheDatabaseAndPagesMissNothing() {
    Instant since = catalog.now();
    for (String id : List.of("n", "o", "p")) {
      catalog.apply(document("media", id, "T"));
      for (String source : SOURCES) {
        catalog.applyBeside(source, document("media", id, "T"));
        catalog.applyBeside(source, document("media", id + "2", "T"));
      }
    }
    List<Object> inOrder =
        database.query("select source || ' ' || id from media order by updated_at, source, id");

    RecordFilter forwards = new RecordFilter(null, null, null, since, false, null);
    for (int limit : List.of(1, 2, 5, 100)) {
      assertThat(places(forwards, limit)).isEqualTo(inOrder);
      assertThat(places(RecordFilter.ALL, limit)).isEqualTo(inOrder.reversed());
    }
  }

  @Test
  void documentsOfSourcesAreMergedByKindToo() {
    for (String kind : List.of("show", "article")) {
      catalog.apply(document(kind, "1", "T"));
      for (String source : SOURCES) {
        catalog.applyBeside(source, document("show", kind, "T"));
        catalog.applyBeside(source, document("article", kind, "T"));
      }
    }
    List<Object> inOrder =
        database.query(
            "select source || kind || id from document"
                + " order by updated_at desc, source desc, kind desc, id desc");

    List<Object> found = new ArrayList<>();
    Position after = null;
    do {
      Position last = after;
      var page =
          catalog.search(
              search -> search.list(RecordType.DOCUMENT, RecordFilter.ALL, last, 3, false).items());
      page.forEach(view -> found.add(view.source() + view.kind() + view.id()));
      after = page.isEmpty() ? null : page.getLast().position();
    } while (after != null);
    assertThat(found).isEqualTo(inOrder);
  }

  private List<Object> places(RecordFilter filter, int limit) {
    return views(filter, limit).stream()
        .<Object>map(view -> view.source() + " " + view.id())
        .toList();
  }

  private List<String> pages(RecordFilter filter, int limit) {
    return views(filter, limit).stream().map(RecordView::id).toList();
  }

  private List<RecordView> views(RecordFilter filter, int limit) {
    List<RecordView> views = new ArrayList<>();
    Position after = null;
    var page = page(filter, after, limit);
    while (!page.isEmpty()) {
      views.addAll(page);
      after = page.getLast().position();
      page = page(filter, after, limit);
    }
    return views;
  }

  private List<RecordView.MediaView> page(
      RecordFilter filter, @Nullable Position after, int limit) {
    return catalog.search(
        search -> search.list(RecordType.MEDIA, filter, after, limit, false).items());
  }

  @Test
  void textIsFoundInAnyCaseAndTakenLiterally() {
    catalog.apply(
        List.of(
            document("media", "a", "100% Ärger"),
            document("media", "b", "1000 Jahre"),
            document("media", "c", "under_score!"),
            document("media", "d", "under score")));

    assertThat(media(text("ärgER"))).containsExactly("a");
    assertThat(media(text("100%"))).containsExactly("a");
    assertThat(media(text("r_s"))).containsExactly("c");
    assertThat(media(text("e!"))).containsExactly("c");
    assertThat(media(text("ja\0"))).containsExactly("b");
  }

  @Test
  void filtersNarrow() {
    catalog.apply(List.of(document("media", "a", "A"), document("media", "b", "B")));

    assertThat(media(new RecordFilter(SOURCE, "a", null, null, false, null))).containsExactly("a");
    assertThat(media(new RecordFilter("other", null, null, null, false, null))).isEmpty();
  }

  @Test
  void deletedRecordsAreShownWhenAskedFor() {
    catalog.apply(document("media", "a", "A"));
    catalog.apply(
        new DocumentChanged("media", "a", DocumentAction.DELETE, 2, 2, json("{'_id':'a'}")));

    assertThat(media(RecordFilter.ALL)).isEmpty();
    assertThat(media(new RecordFilter(null, null, null, null, true, null))).containsExactly("a");
    var found = catalog.search(search -> search.media(SOURCE, "a")).orElseThrow();
    assertThat(found.state()).isEqualTo(RecordState.DELETED);
    assertThat(found.deletedAt()).isEqualTo(Instant.ofEpochMilli(2));
  }

  @Test
  void documentsArePagedByKindToo() {
    catalog.apply(
        List.of(
            document("category", "1", "A"),
            document("show", "1", "B"),
            document("article", "1", "C")));

    var first =
        catalog.search(
            search -> search.list(RecordType.DOCUMENT, RecordFilter.ALL, null, 2, false).items());
    var second =
        catalog.search(
            search ->
                search
                    .list(
                        RecordType.DOCUMENT, RecordFilter.ALL, first.getLast().position(), 2, false)
                    .items());

    assertThat(first).extracting(RecordView::kind).containsExactly("show", "category");
    assertThat(second).extracting(RecordView::kind).containsExactly("article");
    RecordFilter shows = new RecordFilter(null, null, null, null, false, "show");
    assertThat(
            catalog.list(search -> search.list(RecordType.DOCUMENT, shows, null, 2, false).items()))
        .hasSize(1);
  }

  @Test
  void videosAreListedWithTheirOwnRenders() {
    for (String id : List.of("v1", "v2")) {
      catalog.apply(
          new VideoChanged(
              id,
              T,
              T,
              "",
              "",
              json("{'name':'Spot'}"),
              List.of(CatalogFixture.render(id + "-format", "succeeded", "u", T))));
    }

    var videos =
        catalog.search(
            search -> search.list(RecordType.VIDEO, text("spot"), null, 10, false).items());

    assertThat(videos)
        .extracting(video -> video.renders().getFirst().format())
        .containsExactly("v2-format", "v1-format");
  }

  @Test
  void profilesAndAccountsAreListed() {
    catalog.apply(
        List.of(
            new ProfileUpdated("7", T), new AccountChanged("a1", T, json("{'lastName':'Byron'}"))));

    assertThat(
            catalog.list(
                search ->
                    search.list(RecordType.PROFILE, RecordFilter.ALL, null, 10, false).items()))
        .extracting(RecordView::state)
        .containsExactly(RecordState.PENDING);
    assertThat(
            catalog.list(
                search -> search.list(RecordType.ACCOUNT, text("byron"), null, 10, false).items()))
        .hasSize(1);
  }

  @Test
  void aPageEndsBeforeItIsTooLargeAndTheNextOneGoesOn() {
    for (String id : List.of("a", "b", "c")) {
      catalog.apply(large("media", id, Slice.MAX_BYTES / 2 - 1_000));
    }
    catalog.apply(large("media", "d", Slice.MAX_BYTES - 1_000));

    List<Slice<RecordView.MediaView>> pages = new ArrayList<>();
    Position after = null;
    do {
      Position last = after;
      pages.add(
          catalog.search(
              search -> search.list(RecordType.MEDIA, RecordFilter.ALL, last, 50, true)));
      after = pages.getLast().items().getLast().position();
    } while (pages.getLast().more());

    assertThat(pages)
        .extracting(page -> page.items().stream().map(RecordView::id).toList())
        .containsExactly(List.of("d"), List.of("c", "b"), List.of("a"));
    assertThat(
            catalog
                .search(search -> search.list(RecordType.MEDIA, RecordFilter.ALL, null, 50, false))
                .items())
        .hasSize(4);
  }

  @Test
  void pagesCountWhatIsReadThoughItIsNotShown() {
    for (String id : List.of("v1", "v2", "v3")) {
      catalog.apply(video(id, Slice.MAX_BYTES / 2));
    }

    Slice<RecordView.VideoView> page =
        catalog.search(search -> search.list(RecordType.VIDEO, RecordFilter.ALL, null, 50, false));

    assertThat(page.items()).hasSize(1);
    assertThat(page.more()).isTrue();
  }

  private static DocumentChanged large(String kind, String id, int characters) {
    return document(kind, id, "x".repeat(characters));
  }

  private static VideoChanged video(String id, int characters) {
    String name = "{'name':'" + "x".repeat(characters) + "'}";
    return new VideoChanged(id, T, T, "", "", json(name), List.of());
  }

  @Test
  void aListHasDocumentsOnlyWhenAskedAndAllElseEitherWay() {
    catalog.apply(
        List.of(
            document("media", "m", "Title"),
            document("show", "s", "Show"),
            video("v", 3),
            new AccountChanged("a", T, json("{'lastName':'Byron'}"))));

    for (boolean asked : List.of(true, false)) {
      var media =
          catalog
              .search(search -> search.list(RecordType.MEDIA, RecordFilter.ALL, null, 9, asked))
              .items();
      assertThat(media).extracting(RecordView.MediaView::title).containsExactly("Title");
      assertThat(media.getFirst().attributes()).isEqualTo(asked ? "{\"title\":\"Title\"}" : null);
      var shows =
          catalog.search(
              search -> search.list(RecordType.DOCUMENT, RecordFilter.ALL, null, 9, asked));
      assertThat(shows.items().getFirst().attributes()).matches(text -> text == null ^ asked);
      var videos =
          catalog.search(search -> search.list(RecordType.VIDEO, RecordFilter.ALL, null, 9, asked));
      assertThat(videos.items().getFirst().attributes()).matches(text -> text == null ^ asked);
      var accounts =
          catalog.search(
              search -> search.list(RecordType.ACCOUNT, RecordFilter.ALL, null, 9, asked));
      assertThat(accounts.items().getFirst().lastName()).isEqualTo("Byron");
      assertThat(accounts.items().getFirst().attributes()).matches(text -> text == null ^ asked);
    }
  }

  @Test
  void aListOfProfilesHasThePartsThatOnlyTheDocumentHolds() {
    catalog.apply(new ProfileUpdated("7", T));
    catalog.apply(
        new CatalogChange.ProfileFetched(
            "7", T, json("{'acting_age_from':30,'last_name':'Lovelace'}"), true));

    var profile =
        catalog
            .search(search -> search.list(RecordType.PROFILE, RecordFilter.ALL, null, 9, false))
            .items();

    assertThat(profile.getFirst().actingAgeFrom()).isEqualTo(30);
    assertThat(profile.getFirst().attributes()).isNull();
  }

  private static final String COMPOSED = "Caf\u00e9 \u00c5s";
  private static final String DECOMPOSED = "Cafe\u0301 A\u030as";

  @Test
  void accentsAreFoundHoweverTheyWereTyped() {
    catalog.apply(List.of(document("media", "a", COMPOSED), document("media", "b", DECOMPOSED)));

    assertThat(media(text(COMPOSED))).containsExactly("b", "a");
    assertThat(media(text(DECOMPOSED.toUpperCase(Locale.ROOT)))).containsExactly("b", "a");
  }

  @Test
  void recordsOfEarlierReleasesAreFoundInTheFormInWhichTheyCame() {
    catalog.apply(document("media", "a", COMPOSED));
    database.run(
        entities ->
            entities
                .createNativeQuery("update media set search = :text")
                .setParameter("text", DECOMPOSED.toLowerCase(Locale.ROOT))
                .executeUpdate());

    assertThat(media(text(COMPOSED))).containsExactly("a");
    assertThat(media(text(DECOMPOSED))).containsExactly("a");
  }

  @Test
  void whatIsUnknownIsNotFound() {
    assertThat(catalog.has(search -> search.profile(SOURCE, "8"))).isFalse();
    assertThat(catalog.has(search -> search.video(SOURCE, "8"))).isFalse();
    assertThat(catalog.has(search -> search.document(SOURCE, "show", "8"))).isFalse();
    assertThat(catalog.has(search -> search.account(SOURCE, "8"))).isFalse();
    assertThat(
            catalog.list(
                search -> search.list(RecordType.VIDEO, RecordFilter.ALL, null, 5, false).items()))
        .isEmpty();
  }
}
