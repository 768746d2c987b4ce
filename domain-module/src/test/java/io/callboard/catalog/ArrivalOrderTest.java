package io.callboard.catalog;

import static io.callboard.catalog.CatalogFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.callboard.catalog.CatalogChange.AccountChanged;
import io.callboard.catalog.CatalogChange.DocumentChanged;
import io.callboard.catalog.CatalogChange.ProfileDeleted;
import io.callboard.catalog.CatalogChange.ProfileUpdated;
import io.callboard.catalog.CatalogChange.RenderChange;
import io.callboard.catalog.CatalogChange.VideoChanged;
import io.callboard.json.JsonMembers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple.Tuple2;
import org.jspecify.annotations.Nullable;

/** Properties of the catalog: any order of arrival of the same events leads to the same record. */
class ArrivalOrderTest {
  private static final Instant T = Instant.parse("2026-03-01T12:00:00Z");

  @Property(tries = 300)
  void profilesEndTheSame(@ForAll("profiles") List<CatalogChange> events, @ForAll Random order) {
    assertSameEnd(events, order);
  }

  @Property(tries = 300)
  void mediaEndTheSame(@ForAll("media") List<CatalogChange> events, @ForAll Random order) {
    assertSameEnd(events, order);
  }

  @Property(tries = 300)
  void documentsEndTheSame(@ForAll("documents") List<CatalogChange> events, @ForAll Random order) {
    assertSameEnd(events, order);
  }

  @Property(tries = 300)
  void signedDocumentsEndTheSame(
      @ForAll("dated") List<CatalogChange> events, @ForAll Random order) {
    assertSameEnd(events, order);
  }

  /** The event that was signed last decides, whatever the documents' own times are. */
  @Property(tries = 300)
  void theDateAloneDecidesWhetherADocumentIsThere(@ForAll("documents") List<CatalogChange> events) {
    DocumentChanged last =
        events.stream()
            .map(DocumentChanged.class::cast)
            .max(
                Comparator.comparingLong(DocumentChanged::date)
                    .thenComparing(ArrivalOrderTest::saysGone))
            .orElseThrow();

    assertThat(end(events).isDeleted()).isEqualTo(saysGone(last));
  }

  private static boolean saysGone(DocumentChanged change) {
    return change.action() == DocumentAction.DELETE
        || change.action() == DocumentAction.PURGE
        || change.members().string("status").equals(Optional.of("TRASH"));
  }

  @Property(tries = 300)
  void videosEndTheSame(@ForAll("videos") List<CatalogChange> events, @ForAll Random order) {
    assertSameEnd(events, order);
  }

  @Property(tries = 300)
  void accountsEndTheSame(@ForAll("accounts") List<CatalogChange> events, @ForAll Random order) {
    assertSameEnd(events, order);
  }

  private static void assertSameEnd(List<CatalogChange> events, Random order) {
    List<CatalogChange> shuffled = new ArrayList<>(events);
    Collections.shuffle(shuffled, order);

    RecordView first = end(events).view();
    RecordView second = end(shuffled).view();

    assertThat(json(second.attributes())).isEqualTo(json(first.attributes()));
    assertThat(second)
        .usingRecursiveComparison()
        .ignoringFields("version", "lastEvent", "attributes")
        .isEqualTo(first);
  }

  private static CatalogRecord end(List<CatalogChange> events) {
    List<Pending> bundle =
        events.stream().map(e -> new Pending(UUID.randomUUID(), "test", T, e)).toList();
    Subject subject = Subject.of("test", events.getFirst()).orElseThrow();
    return Fold.of(subject, null, bundle, T, false).record();
  }

  @Provide
  Arbitrary<List<CatalogChange>> profiles() {
    Arbitrary<CatalogChange> updated = seconds().map(at -> new ProfileUpdated("7", at));
    Arbitrary<CatalogChange> deleted = seconds().map(at -> new ProfileDeleted("7", at));
    return several(Arbitraries.oneOf(updated, deleted));
  }

  @Provide
  Arbitrary<List<CatalogChange>> media() {
    return several(documents("media"));
  }

  @Provide
  Arbitrary<List<CatalogChange>> documents() {
    return several(documents("category"));
  }

  /**
   * Generates changes of signed sources and of models without their own time: the date is the only
   * clock.
   */
  @Provide
  Arbitrary<List<CatalogChange>> dated() {
    return several(documents("order").map(ArrivalOrderTest::withoutOwnTime));
  }

  private static CatalogChange withoutOwnTime(CatalogChange change) {
    DocumentChanged c = (DocumentChanged) change;
    return new DocumentChanged(c.kind(), c.id(), c.action(), c.date(), c.date(), c.members());
  }

  /**
   * Generates changes whose content does not depend on their times; two of them may be equally new.
   */
  private static Arbitrary<CatalogChange> documents(String kind) {
    Arbitrary<String> value = Arbitraries.of("null", "1", "2", "'a'", "'b'", "{'c':1}");
    return Combinators.combine(
            Arbitraries.longs().between(0, 4),
            Arbitraries.of(DocumentAction.values()),
            Arbitraries.longs().between(0, 3),
            Arbitraries.maps(Arbitraries.of("title", "slug", "x", "y"), value).ofMaxSize(4),
            Arbitraries.of("OK", "TRASH", "PROCESSING").injectNull(0.5))
        .as(
            (version, action, date, members, status) ->
                new DocumentChanged(kind, "1", action, version, date, document(members, status)));
  }

  private static JsonMembers document(Map<String, String> members, @Nullable String status) {
    StringBuilder document = new StringBuilder("{'_id':'1'");
    members.forEach((name, value) -> document.append(",'" + name + "':" + value));
    document.append(status == null ? "}" : ",'status':'" + status + "'}");
    return json(document.toString());
  }

  @Provide
  Arbitrary<List<CatalogChange>> videos() {
    Arbitrary<RenderChange> render =
        Combinators.combine(
                Arbitraries.of("email", "broadcast"),
                Arbitraries.of("in_progress", "succeeded", "failed").injectNull(0.2),
                Arbitraries.of("a", "b", "c".repeat(5_000)).injectNull(0.3),
                seconds().injectNull(0.3),
                Arbitraries.of("1", "2"))
            .as(ArrivalOrderTest::render);
    Arbitrary<CatalogChange> video =
        Combinators.combine(
                seconds().injectNull(0.3),
                seconds(),
                Arbitraries.of("", "1", "2").tuple2(),
                Arbitraries.of("A", "B"),
                render.list().ofMaxSize(3),
                Arbitraries.of("7", "{}", "null").list().ofMaxSize(2))
            .as(ArrivalOrderTest::video);
    return several(video);
  }

  private static RenderChange render(
      String format,
      @Nullable String status,
      @Nullable String url,
      @Nullable Instant renderedAt,
      String extra) {
    RenderChange render = CatalogFixture.render(format, status, url, renderedAt);
    Map<String, String> members = new LinkedHashMap<>(Map.of("thumbnail", extra));
    render
        .document()
        .names()
        .forEach(name -> render.document().text(name).ifPresent(text -> members.put(name, text)));
    return new RenderChange(format, status, url, renderedAt, JsonMembers.of(members));
  }

  private static CatalogChange video(
      @Nullable Instant updatedAt,
      Instant eventAt,
      Tuple2<String, String> ids,
      String name,
      List<RenderChange> renders,
      List<String> others) {
    JsonMembers members = json("{'name':'" + name + "'}");
    return new VideoChanged(
        "v", updatedAt, eventAt, ids.get1(), ids.get2(), members, renders, others);
  }

  @Provide
  Arbitrary<List<CatalogChange>> accounts() {
    Arbitrary<CatalogChange> account =
        Combinators.combine(seconds(), Arbitraries.of("Ada", "Bo"), Arbitraries.of("", "1", "2"))
            .as(
                (at, name, external) ->
                    new AccountChanged("a", at, external, json("{'firstName':'" + name + "'}")));
    return several(account);
  }

  private static Arbitrary<List<CatalogChange>> several(Arbitrary<CatalogChange> change) {
    return change.list().ofMinSize(1).ofMaxSize(7);
  }

  private static Arbitrary<Instant> seconds() {
    return Arbitraries.integers().between(0, 3).map(T::plusSeconds);
  }
}
