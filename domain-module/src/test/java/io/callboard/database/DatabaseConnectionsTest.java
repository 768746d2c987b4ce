package io.callboard.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callboard.testing.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseConnectionsTest {
  @Test
  void thereAre24UnlessSet() {
    assertThat(new DatabaseConnections(new Settings(Map.of())).forReaders()).isEqualTo(8);
  }

  @ParameterizedTest
  @CsvSource({"6, 2", "7, 2", "9, 3", "1000, 333"})
  void readersHaveAThird(String size, int readers) {
    assertThat(of(size).forReaders()).isEqualTo(readers);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2", "5", "-6", "1001", "99999999999", "many"})
  void fewerThanSettlementAndReadersNeedAreRefused(String size) {
    assertThatThrownBy(() -> of(size))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("callboard.db.pool-size: expected a number of connections from 6 to 1000");
  }

  private static DatabaseConnections of(String size) {
    return new DatabaseConnections(new Settings(Map.of(DatabaseConnections.KEY, size)));
  }
}
