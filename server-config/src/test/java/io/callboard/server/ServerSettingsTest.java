package io.callboard.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ServerSettingsTest {

  private final ServerSettings settings = ServerSettings.onLoopback(Path.of("anywhere"), 1000);

  @Test
  void movesEveryPortByTheOffset() {
    assertThat(settings.httpPort()).isEqualTo(9080);
    assertThat(settings.httpsPort()).isEqualTo(9443);
    assertThat(settings.managementPort()).isEqualTo(10990);
  }

  @Test
  void refusesAnOffsetBeyondThePorts() {
    assertThatThrownBy(() -> ServerSettings.onLoopback(Path.of("anywhere"), 60_000))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("port.offset");
  }

  @Test
  void asksPostgresqlForBatchedInsertsAndForErrorsWithoutRows() {
    assertThat(url("jdbc:postgresql://host/callboard"))
        .isEqualTo(
            "jdbc:postgresql://host/callboard?reWriteBatchedInserts=true&logServerErrorDetail=false");
    assertThat(url("jdbc:postgresql://host/callboard?logServerErrorDetail=true"))
        .isEqualTo(
            "jdbc:postgresql://host/callboard?logServerErrorDetail=true&reWriteBatchedInserts=true");
    assertThat(
            url("jdbc:postgresql://host/x?reWriteBatchedInserts=false&logServerErrorDetail=true"))
        .isEqualTo(
            "jdbc:postgresql://host/x?reWriteBatchedInserts=false&logServerErrorDetail=true");
  }

  @Test
  void isReachedOnLoopbackWhenItListensEverywhere() {
    assertThat(
            new ServerSettings(Path.of("x"), "0.0.0.0", 0, settings.environment()).callerAddress())
        .isEqualTo("127.0.0.1");
    assertThat(new ServerSettings(Path.of("x"), "::1", 0, settings.environment()).callerAddress())
        .isEqualTo("[::1]");
  }

  private String url(String given) {
    return String.valueOf(
        settings.withDatabase(given, "user", "password").environment().get("CALLBOARD_DB_URL"));
  }
}
