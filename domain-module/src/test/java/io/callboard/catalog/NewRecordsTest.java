package io.callboard.catalog;

import static io.callboard.catalog.CatalogFixture.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callboard.catalog.CatalogChange.AccountChanged;
import io.callboard.catalog.CatalogChange.DocumentAnnounced;
import io.callboard.catalog.CatalogChange.DocumentChanged;
import io.callboard.catalog.CatalogChange.ProfileDeleted;
import io.callboard.catalog.CatalogChange.ProfileFetched;
import io.callboard.catalog.CatalogChange.ProfileGone;
import io.callboard.catalog.CatalogChange.ProfileUpdated;
import io.callboard.catalog.CatalogChange.VideoChanged;
import io.callboard.testing.OnEachDatabase;
import io.callboard.testing.TestDatabase;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@OnEachDatabase
class NewRecordsTest {
  private static final Instant T = Instant.parse("2026-03-01T12:00:00.123456789Z");
  private static final Instant NOW = TypedColumns.instant(T);
  private static final String INSERTED = "inserted";
  private static final String PERSISTED = "persisted";

  private final TestDatabase database;

  NewRecordsTest(TestDatabase database) {
    this.database = database;
  }

  @BeforeEach
  void empty() {
    database.empty();
  }

  /** Returns for each kind a record whose columns are full, and one with nulls. */
  static Stream<List<CatalogChange>> records() {
    return Stream.of(
        List.of(
            new ProfileDeleted("1", T.minusSeconds(1)),
            new ProfileUpdated("1", T),
            new ProfileFetched(
                "1",
                T,
                json(
                    "{'first_name':'Ada','last_name':'Å','gender':'f','year_of_birth':1970,"
                        + "'height':-2147483648}"),
                true)),
        List.of(new ProfileUpdated("1", T), new ProfileGone("1", "2", T)),
        List.of(
            media(
                "{'title':'a','slug':'b','type':'c','status':'d','is_published':true,"
                    + "'duration':1e-300,'date_created':'0001-01-01T00:00:00Z',"
                    + "'date_updated':'9999-12-31T23:59:59.9999999Z'}"),
            new DocumentChanged("media", "1", DocumentAction.DELETE, 2, 2, json("{}"))),
        List.of(media("{'x':1}")),
        List.of(
            new DocumentChanged(
                "category", "1", DocumentAction.CREATE, 1, 1, json("{'name':'Drama'}"))),
        List.of(new DocumentAnnounced("category", "1")),
        List.of(
            new VideoChanged(
                "1",
                T,
                T,
                "a",
                "e",
                json(
                    "{'name':'n','templateID':'t','isPurchased':false,"
                        + "'createdAt':1700000000000}"),
                List.of(
                    CatalogFixture.render("email", "succeeded", "https://example.org/", T),
                    CatalogFixture.render("broadcast", "in_progress", null, null)))),
        List.of(
            new VideoChanged(
                "1",
                null,
                T,
                "",
                "",
                json("{}"),
                List.of(CatalogFixture.render("email", "in_progress", null, null)))),
        List.of(
            new AccountChanged(
                "1",
                T,
                json(
                    "{'firstName':'a','lastName':'b','emailAddress':'c','companyName':'d',"
                        + "'phone':'e','city':'f','state':'g'}"))),
        List.of(new AccountChanged("1", T, json("{}"))));
  }

  private static DocumentChanged media(String json) {
    return new DocumentChanged("media", "1", DocumentAction.CREATE, 1, 1, json(json));
  }

  @ParameterizedTest
  @MethodSource("records")
  void aRowIsTheOneThatHibernateWouldMake(List<CatalogChange> changes) {
    areTheOnesThatHibernateWouldMake(changes, List.of(INSERTED));
  }

  /** Inserts enough records for PostgreSQL to receive them as a copy. */
  @ParameterizedTest
  @MethodSource("records")
  void soIsEachOfMany(List<CatalogChange> changes) {
    areTheOnesThatHibernateWouldMake(
        changes, IntStream.range(0, 40).mapToObj(i -> INSERTED + i).toList());
  }

  private void areTheOnesThatHibernateWouldMake(List<CatalogChange> changes, List<String> sources) {
    UUID event = UUID.randomUUID();
    Subject subject = Subject.of(PERSISTED, changes.getFirst()).orElseThrow();
    database.run(
        entities -> {
          new Catalog(entities, Clock.fixed(T, ZoneOffset.UTC))
              .apply(
                  sources.stream()
                      .flatMap(source -> pending(source, event, changes).stream())
                      .toList());
          CatalogRecord record =
              Fold.of(subject, null, pending(PERSISTED, event, changes), NOW, false).record();
          entities.persist(record);
          if (record instanceof Video video) {
            video.renders().forEach(entities::persist);
          }
        });

    String table = subject.table().sql();
    for (String source : sources) {
      assertThat(rows(table, source)).isNotEmpty().isDeepEqualTo(rows(table, PERSISTED));
      assertThat(rows("render", source)).isDeepEqualTo(rows("render", PERSISTED));
    }
    int count = sources.size();
    assertThat(database.query("select seq from record_change"))
        .doesNotHaveDuplicates()
        .hasSize(count);
    List<Object> wanted = database.query("select wanted from fetch_request");
    assertThat(wanted).doesNotHaveDuplicates();
    assertThat(wanted.size()).isIn(0, count);
  }

  private static List<Pending> pending(String source, UUID event, List<CatalogChange> changes) {
    return changes.stream().map(change -> new Pending(event, source, T, change)).toList();
  }

  /** Returns the rows of a source, without its name. */
  private Object[][] rows(String table, String source) {
    return database
        .query("select * from %s where source = '%s' order by 1, 2, 3".formatted(table, source))
        .stream()
        .map(row -> Stream.of((Object[]) row).filter(value -> !source.equals(value)).toArray())
        .toArray(Object[][]::new);
  }

  @Test
  void aRecordThatWasMadeIsChangedInTheSameTransaction() {
    UUID event = UUID.randomUUID();
    database.run(
        entities -> {
          Catalog catalog = new Catalog(entities, Clock.systemUTC());
          catalog.apply(pending(INSERTED, event, List.of(video(0, "a"))));
          catalog.apply(pending(INSERTED, event, List.of(video(1, "a", "b"))));
          catalog.apply(pending(INSERTED, event, List.of(video(2, "b", "c"))));
        });

    assertThat(database.query("select version from video")).containsExactly(3L);
    assertThat(database.query("select format || ' ' || url from render order by format"))
        .containsExactly(
            "a https://example.org/1", "b https://example.org/2", "c https://example.org/2");
  }

  private static VideoChanged video(int second, String... formats) {
    Instant at = T.plusSeconds(second);
    String url = "https://example.org/" + second;
    return new VideoChanged(
        "1",
        at,
        at,
        "",
        "",
        json("{}"),
        Stream.of(formats)
            .map(format -> CatalogFixture.render(format, "succeeded", url, at))
            .toList());
  }

  @Test
  void aRecordThatAnotherTransactionJustMadeIsRefused() {
    List<Pending> bundle =
        pending(INSERTED, UUID.randomUUID(), List.of(new AccountChanged("1", T, json("{}"))));
    Subject subject = Subject.of(INSERTED, bundle.getFirst().change()).orElseThrow();

    assertThatThrownBy(
            () ->
                database.run(
                    entities -> {
                      RecordStore store = new RecordStore(entities);
                      assertThat(store.lock(new TreeSet<>(List.of(subject)))).isEmpty();
                      database.run(other -> new Catalog(other, Clock.systemUTC()).apply(bundle));
                      store.write(List.of(Fold.of(subject, null, bundle, NOW, false)), NOW);
                    }))
        .isInstanceOf(PersistenceException.class)
        .cause()
        .isInstanceOfSatisfying(
            SQLException.class, cause -> assertThat(cause.getSQLState()).isEqualTo("23505"));
  }
}
