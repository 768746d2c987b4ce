package io.callboard.operations;

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
}
