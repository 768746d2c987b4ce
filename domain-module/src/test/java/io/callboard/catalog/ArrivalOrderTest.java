package io.callboard.catalog;

import static io.callboard.catalog.CatalogFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.callboard.catalog.CatalogChange.AccountChanged;
import io.callboard.catalog.CatalogChange.DocumentChanged;
import io.callboard.catalog.CatalogChange.ProfileDeleted;
import io.callboard.catalog.CatalogChange.ProfileUpdated;
import io.callboard.catalog.CatalogChange.RenderChange;
import io.callboard.catalog.CatalogChange.VideoChanged;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** Any order of arrival of the same events leaves the same record. */
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
   * What an event says follows from its stamp, as two events of one stamp say the same of what they
   * both hold; which members it holds does not.
   */
  private static Arbitrary<CatalogChange> documents(String kind) {
    return Combinators.combine(
            Arbitraries.longs().between(0, 3),
            Arbitraries.of(DocumentAction.values()),
            Arbitraries.longs().between(0, 2),
            Arbitraries.of("title", "slug", "x", "y").set())
        .as((version, action, date, names) -> document(kind, version, action, date, names));
  }

  private static CatalogChange document(
      String kind, long version, DocumentAction drawn, long date, Set<String> names) {
    DocumentAction action =
        switch (drawn) {
          case UPDATE, RESTORE -> date == 1 ? DocumentAction.RESTORE : DocumentAction.UPDATE;
          case DELETE, PURGE -> date == 1 ? DocumentAction.PURGE : DocumentAction.DELETE;
          case CREATE -> DocumentAction.CREATE;
        };
    StringBuilder members = new StringBuilder("{'_id':'1'");
    for (String name : names) {
      members.append(",'" + name + "':" + (version == date ? "null" : "'" + version + date + "'"));
    }
    if (version > 0) {
      members.append(version + date == 3 ? ",'status':'TRASH'" : ",'status':'OK'");
    }
    return new DocumentChanged(kind, "1", action, version, date, json(members.append('}') + ""));
  }

  @Provide
  Arbitrary<List<CatalogChange>> videos() {
    Arbitrary<RenderChange> render =
        Combinators.combine(
                Arbitraries.of("email", "broadcast"),
                Arbitraries.of("in_progress", "succeeded", "failed"),
                Arbitraries.of("a", "b").injectNull(0.3),
                seconds().injectNull(0.3))
            .as(RenderChange::new);
    Arbitrary<CatalogChange> video =
        Combinators.combine(
                seconds().injectNull(0.3),
                seconds(),
                Arbitraries.of("", "a1"),
                Arbitraries.of("A", "B"),
                render.list().ofMaxSize(3))
            .as(ArrivalOrderTest::video);
    return several(video);
  }

  private static CatalogChange video(
      @Nullable Instant updatedAt,
      Instant eventAt,
      String account,
      String name,
      List<RenderChange> renders) {
    return new VideoChanged(
        "v", updatedAt, eventAt, account, "", json("{'name':'" + name + "'}"), renders);
  }

  @Provide
  Arbitrary<List<CatalogChange>> accounts() {
    Arbitrary<CatalogChange> account =
        Combinators.combine(seconds(), Arbitraries.of("Ada", "Bo"))
            .as((at, name) -> new AccountChanged("a", at, json("{'firstName':'" + name + "'}")));
    return several(account);
  }

  private static Arbitrary<List<CatalogChange>> several(Arbitrary<CatalogChange> change) {
    return change.list().ofMinSize(1).ofMaxSize(7);
  }

  private static Arbitrary<Instant> seconds() {
    return Arbitraries.integers().between(0, 3).map(T::plusSeconds);
  }
}
