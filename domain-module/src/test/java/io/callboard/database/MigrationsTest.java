package io.callboard.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.callboard.testing.OnEachDatabase;
import io.callboard.testing.TestDatabase;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class MigrationsTest {
  private final TestDatabase database;

  MigrationsTest(TestDatabase database) {
    this.database = database;
  }

  @Test
  void leavesAMigratedDatabaseAlone() throws Exception {
    Migrations.migrate(database.dataSource());

    assertThat(database.query("select source, id from profile")).isEmpty();
  }

  /**
   * The state in which an upgrade that is rolled back, or not complete, leaves the previous
   * release.
   */
  @Test
  void leavesTheSchemaOfANewerReleaseAlone() throws Exception {
    database.run(
        entities ->
            entities
                .createNativeQuery(
                    "insert into flyway_schema_history (installed_rank, version, description, type,"
                        + " script, checksum, installed_by, execution_time, success) values (900,"
                        + " '900', 'newer', 'SQL', 'V900__newer.sql', 1, 'newer', 1, true)")
                .executeUpdate());

    Migrations.migrate(database.dataSource());

    assertThat(Migrations.done(database.dataSource())).isTrue();
  }
}
