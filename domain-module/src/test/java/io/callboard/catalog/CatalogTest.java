package io.callboard.catalog;

import static io.callboard.catalog.CatalogFixture.SOURCE;
import static io.callboard.catalog.CatalogFixture.json;
import static io.callboard.catalog.CatalogFixture.media;
import static org.assertj.core.api.Assertions.assertThat;

import io.callboard.catalog.CatalogChange.AccountChanged;
import io.callboard.catalog.CatalogChange.DocumentChanged;
import io.callboard.catalog.CatalogChange.NothingToApply;
import io.callboard.catalog.CatalogChange.ProfileDeleted;
import io.callboard.catalog.CatalogChange.ProfileUpdated;
import io.callboard.catalog.CatalogChange.VideoChanged;
import io.callboard.testing.OnEachDatabase;
import io.callboard.testing.TestDatabase;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class CatalogTest {
  private static final Instant T = Instant.parse("2026-03-01T12:00:00Z");
  private static final Outcome PENDING = new Outcome.AwaitsFetch();
  private static final Outcome APPLIED = new Outcome.Applied(false);
  private static final Outcome SUPERSEDES = new Outcome.Applied(true);

  private final TestDatabase database;
  private CatalogFixture catalog;

  CatalogTest(TestDatabase database) {
    this.database = database;
    this.catalog = new CatalogFixture(database);
  }

  @BeforeEach
  void empty() {
    catalog = new CatalogFixture(database);
  }

  private static ProfileUpdated updated(int second) {
    return new ProfileUpdated("7", T.plusSeconds(second));
  }

  private static ProfileDeleted deleted(int second) {
    return new ProfileDeleted("7", T.plusSeconds(second));
  }

  private RecordView.ProfileView profile() {
    return catalog.search(search -> search.profile(SOURCE, "7")).orElseThrow();
  }

  private long fetches() {
    return database.query("select id from fetch_request where kind = 'profile'").size();
  }

  private Object wanted() {
    return database.query("select wanted from fetch_request").getFirst();
  }

  @Test
  void anUpdateLeavesTheProfilePendingAndAsksForAFetch() {
    assertThat(catalog.apply(updated(0))).isEqualTo(PENDING);

    assertThat(profile().state()).isEqualTo(RecordState.PENDING);
    assertThat(profile().version()).isEqualTo(1);
    assertThat(fetches()).isEqualTo(1);
    assertThat(catalog.actions()).containsExactly("created");
  }

  @Test
  void everyUpdateRaisesWhatIsWantedAndReadersSeeNoChange() {
    catalog.apply(updated(5));
    Object first = wanted();

    assertThat(catalog.apply(updated(3))).isEqualTo(PENDING);

    assertThat((Long) wanted()).isGreaterThan((Long) first);
    assertThat(profile().version()).isEqualTo(1);
    assertThat(catalog.actions()).containsExactly("created");
  }

  @Test
  void aFetchAskedForAgainAfterADeleteNeverLooksLikeTheOneBefore() {
    catalog.apply(updated(0));
    Object first = wanted();

    catalog.applyOneByOne(List.of(deleted(1), updated(2)));

    assertThat((Long) wanted()).isGreaterThan((Long) first);
  }

  @Test
  void aDeleteEndsTheWaitForTheFetch() {
    catalog.apply(updated(0));

    assertThat(catalog.apply(deleted(1))).isEqualTo(SUPERSEDES);

    assertThat(profile().state()).isEqualTo(RecordState.DELETED);
    assertThat(profile().deletedAt()).isEqualTo(T.plusSeconds(1));
    assertThat(fetches()).isZero();
    assertThat(catalog.actions()).containsExactly("created", "deleted");
  }

  @Test
  void aDeleteOfTheSameSecondBeatsAnUpdateInBothOrders() {
    assertThat(catalog.applyOneByOne(List.of(updated(0), deleted(0))))
        .containsExactly(PENDING, SUPERSEDES);
    assertThat(profile().state()).isEqualTo(RecordState.DELETED);

    empty();
    assertThat(catalog.applyOneByOne(List.of(deleted(0), updated(0))).getLast())
        .isInstanceOf(Outcome.Ignored.class);
    assertThat(profile().state()).isEqualTo(RecordState.DELETED);
    assertThat(fetches()).isZero();
  }

  @Test
  void anUpdateNewerThanTheTombstoneAuthorisesAFetchInBothOrders() {
    assertThat(catalog.applyOneByOne(List.of(deleted(0), updated(1))))
        .containsExactly(SUPERSEDES, PENDING);
    assertThat(profile().state()).isEqualTo(RecordState.PENDING);
    assertThat(profile().deletedAt()).isNull();
    assertThat(catalog.actions()).containsExactly("deleted", "created");

    empty();
    assertThat(catalog.applyOneByOne(List.of(updated(1), deleted(0))))
        .containsExactly(PENDING, APPLIED);
    assertThat(profile().state()).isEqualTo(RecordState.PENDING);
    assertThat(fetches()).isEqualTo(1);
  }

  @Test
  void aTombstoneBelowANewerUpdateStillStopsOlderUpdates() {
    catalog.applyOneByOne(List.of(updated(9), deleted(5)));

    assertThat(catalog.apply(updated(4))).isInstanceOf(Outcome.Ignored.class);
    assertThat(catalog.apply(deleted(5))).isInstanceOf(Outcome.Ignored.class);
  }

  @Test
  void inOneBundleADeleteIgnoresTheUpdatesBeforeIt() {
    List<Outcome> outcomes = catalog.apply(List.of(updated(0), deleted(1)));

    assertThat(outcomes.getFirst()).isInstanceOf(Outcome.Ignored.class);
    assertThat(outcomes.getLast()).isEqualTo(SUPERSEDES);
    assertThat(fetches()).isZero();
    assertThat(catalog.actions()).containsExactly("deleted");
  }

  @Test
  void inOneBundleAnUpdateAfterADeleteKeepsItsWait() {
    List<Outcome> outcomes = catalog.apply(List.of(updated(0), deleted(1), updated(2)));

    assertThat(outcomes.get(1)).isEqualTo(APPLIED);
    assertThat(outcomes.getLast()).isEqualTo(PENDING);
    assertThat(fetches()).isEqualTo(1);
  }

  @Test
  void manyEventsOfOneRecordAreOneRowAndOneChange() {
    List<DocumentChanged> changes = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      changes.add(media(DocumentAction.UPDATE, i, i, "{'title':'" + i + "'}"));
    }

    assertThat(catalog.apply(changes)).containsOnly(APPLIED);

    var media = catalog.search(search -> search.media(SOURCE, "m1")).orElseThrow();
    assertThat(media.title()).isEqualTo("19");
    assertThat(media.version()).isEqualTo(20);
    assertThat(media.updatedAt()).isEqualTo(catalog.now());
    assertThat(catalog.actions()).containsExactly("created");
  }

  @Test
  void aKindOfItsOwnIsADocument() {
    catalog.apply(
        new DocumentChanged(
            "category", "c1", DocumentAction.CREATE, 1, 1, json("{'name':'Drama','x':1e400}")));

    var document =
        catalog.search(search -> search.document(SOURCE, "category", "c1")).orElseThrow();
    assertThat(json(document.attributes())).isEqualTo(json("{'name':'Drama','x':1e400}"));
    assertThat(document.state()).isEqualTo(RecordState.CURRENT);
  }

  @Test
  void aDeletedRecordThatComesBackIsCreatedForReaders() {
    catalog.applyOneByOne(
        List.of(
            media(DocumentAction.CREATE, 1, 1, "{'title':'a'}"),
            media(DocumentAction.DELETE, 2, 2, "{}"),
            media(DocumentAction.RESTORE, 3, 3, "{}"),
            media(DocumentAction.UPDATE, 4, 4, "{'title':'b'}"),
            media(DocumentAction.UPDATE, 3, 4, "{'title':'c'}")));

    assertThat(catalog.actions()).containsExactly("created", "deleted", "created", "updated");
  }

  @Test
  void aVideoIsStoredWithItsRenders() {
    catalog.apply(
        new VideoChanged(
            "v1",
            T,
            T,
            "a1",
            "",
            json("{'id':'v1','name':'Spot','isPurchased':true,'renders':[{'format':'old'}]}"),
            List.of(CatalogFixture.render("email", "in_progress", "https://example.org/e", null))));
    catalog.apply(
        new VideoChanged(
            "v1",
            T,
            T,
            "a1",
            "",
            json("{'id':'v1','name':'Spot','isPurchased':true}"),
            List.of(
                CatalogFixture.render("email", "succeeded", "https://example.org/e", T),
                CatalogFixture.render("broadcast", "in_progress", null, null))));

    var video = catalog.search(search -> search.video(SOURCE, "v1")).orElseThrow();
    assertThat(video.name()).isEqualTo("Spot");
    assertThat(video.externalId()).isNull();
    assertThat(video.renders())
        .containsExactly(
            new RecordView.RenderView("broadcast", "in_progress", null, null, false),
            new RecordView.RenderView("email", "succeeded", "https://example.org/e", T, true));
    assertThat(json(video.attributes()).objects("renders")).hasSize(2);
    assertThat(video.version()).isEqualTo(2);
  }

  @Test
  void anAccountIsWhatItsNewestEventSays() {
    catalog.apply(new AccountChanged("a1", T, json("{'firstName':'Ada','state':'CA'}")));

    var account = catalog.search(search -> search.account(SOURCE, "a1")).orElseThrow();
    assertThat(account.firstName()).isEqualTo("Ada");
    assertThat(account.region()).isEqualTo("CA");
  }

  @Test
  void nothingToApplyIsIgnoredWithItsReason() {
    assertThat(catalog.apply(new NothingToApply("unknown type")))
        .isEqualTo(new Outcome.Ignored("unknown type"));
  }

  @Test
  void valuesThatColumnsRefuseFailNothing() {
    String hostile =
        "{'title':'a\\u0000b\\ud800c','slug':'"
            + "x".repeat(5_000)
            + "','duration':1e999,'date_created':'+999999999-01-01T00:00:00Z',"
            + "'date_updated':9223372036854775807,'is_published':'yes','type':7,'\\u0000':1}";

    assertThat(catalog.apply(media(DocumentAction.DELETE, Long.MAX_VALUE, Long.MIN_VALUE, hostile)))
        .isEqualTo(APPLIED);
    catalog.apply(media(DocumentAction.PURGE, Long.MAX_VALUE, 0, "{}"));

    var media = catalog.search(search -> search.media(SOURCE, "m1")).orElseThrow();
    assertThat(media.state()).isEqualTo(RecordState.DELETED);
  }

  @Test
  void whatCannotBeAColumnStaysInTheAttributes() {
    catalog.apply(
        media(
            DocumentAction.UPDATE,
            1,
            1,
            "{'title':'a\\u0000b\\ud800c','type':7,'\\u0000':2,'duration':12.5}"));
    catalog.apply(media(DocumentAction.UPDATE, 2, 2, "{'slug':'s'}"));

    var media = catalog.search(search -> search.media(SOURCE, "m1")).orElseThrow();
    assertThat(media.title()).isEqualTo("ab\uFFFDc");
    assertThat(media.type()).isNull();
    assertThat(media.duration()).isEqualTo(12.5);
    assertThat(json(media.attributes()).names())
        .containsExactlyInAnyOrder("title", "type", "\u0000", "duration", "slug");
  }

  @Test
  void crossingBundlesWaitForEachOtherAndLoseNothing() throws Exception {
    List<DocumentChanged> bundle = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      bundle.add(document("m" + i, 0));
    }
    catalog.apply(bundle);
    try (var nodes = Executors.newFixedThreadPool(4)) {
      List<Callable<Boolean>> work = new ArrayList<>();
      for (int node = 1; node <= 4; node++) {
        long version = node;
        work.add(() -> applyShuffled(version));
      }
      for (var done : nodes.invokeAll(work)) {
        assertThat(done.get()).isTrue();
      }
    }
    assertThat(database.query("select distinct version from media")).containsExactly(21L);
  }

  private static DocumentChanged document(String id, long version) {
    String members = "{'v" + version + "':" + version + "}";
    return new DocumentChanged("media", id, DocumentAction.UPDATE, version, version, json(members));
  }

  /**
   * Applies five bundles over all records, each in another order; every bundle changes each record.
   */
  private boolean applyShuffled(long node) {
    for (int round = 0; round < 5; round++) {
      List<Pending> bundle = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        DocumentChanged change = document("m" + i, node * 10 + round);
        bundle.add(new Pending(UUID.randomUUID(), SOURCE, T, change));
      }
      Collections.shuffle(bundle);
      database.run(entities -> new Catalog(entities, Clock.systemUTC()).apply(bundle));
    }
    return true;
  }
}
