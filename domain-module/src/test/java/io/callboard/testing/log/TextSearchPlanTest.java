package io.callboard.testing.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.callboard.catalog.CatalogSearch;
import io.callboard.catalog.RecordFilter;
import io.callboard.catalog.RecordType;
import io.callboard.testing.DatabaseServer;
import io.callboard.testing.TestDatabase;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(Lifecycle.PER_CLASS)
class TextSearchPlanTest {
  private static final int RECORDS = 50_000;
  private static final int MOST_ROWS = 250;

  private TestDatabase database;
  private Explained explained;

  @BeforeAll
  void fill() {
    database = DatabaseServer.POSTGRESQL.create();
    database.execute("insert into source_total select 'waymark', 1, 1, 1, 1, 1, 1, 0, 1");
    database.execute(
        """
        insert into media (source, id, state, version, updated_at, last_event, search, attributes,
          member_versions)
        select 'waymark', 'media-' || i, 'CURRENT', 1, timestamp '2026-11-21 12:00' + i * interval '1 s',
          gen_random_uuid(), 'film caf\u00e9 number ' || md5(cast(i as text)), '{}', '{}'
        from generate_series(1, %d) as i
        """,
        RECORDS);
    database.execute("analyze media");
    explained = new Explained(database.dataSource());
  }

  @AfterAll
  void close() {
    explained.close();
    database.close();
  }

  @ParameterizedTest
  @CsvSource({
    "a number, 28DD2C7955CE",
    "a part that is nowhere, zzzz",
    "accents in two forms, cafe\u0301 number 28DD2C79",
    "a common word, number"
  })
  void findsATextAnywhereWithoutReadingTheTable(String what, String text) {
    for (@Nullable String source : new @Nullable String[] {null, "waymark"}) {
      RecordFilter filter = new RecordFilter(source, null, text, null, false, null);

      List<Plan> plans =
          explained.plans(
              entities ->
                  new CatalogSearch(entities).list(RecordType.MEDIA, filter, null, 50, false));

      assertThat(plans).isNotEmpty();
      assertThat(plans)
          .describedAs(what)
          .allSatisfy(
              plan -> {
                assertThat(plan.tablesReadWhole()).doesNotContain("media");
                assertThat(plan.rows()).isLessThanOrEqualTo(MOST_ROWS);
              });
    }
  }
}
