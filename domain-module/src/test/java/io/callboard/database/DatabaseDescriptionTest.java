package io.callboard.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.callboard.testing.OnEachDatabase;
import io.callboard.testing.TestDatabase;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class DatabaseDescriptionTest {
  private final TestDatabase database;

  DatabaseDescriptionTest(TestDatabase database) {
    this.database = database;
  }

  @Test
  void namesProductVersionAndAddressWithoutParameters() throws Exception {
    assertThat(DatabaseDescription.of(database.dataSource()))
        .matches("(H2|PostgreSQL) [0-9.]+ at jdbc:(h2|postgresql):[^?;]+");
  }
}
