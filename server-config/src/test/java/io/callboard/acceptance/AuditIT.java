package io.callboard.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Operators' actions are recorded in a chain that anyone can verify. */
@ExtendWith(SharedServer.class)
class AuditIT {
  private static final String PASSWORD = "a good password";

  private final Callboard admin;

  AuditIT(Callboard callboard) {
    this.admin = callboard;
  }

  @Test
  void tellsWhoMadeChangedAndRemovedAUserAndFromWhere() {
    admin.change(
        "POST",
        "users",
        "{\"name\":\"audited\",\"role\":\"callboard-viewer\",\"password\":\"" + PASSWORD + "\"}");
    admin.change("PUT", "users/audited", "{\"role\":\"callboard-operator\"}");
    admin.change("DELETE", "users/audited", "");

    List<JsonNode> entries = admin.items("audit?subject=audited");
    assertThat(entries)
        .extracting(entry -> entry.path("action").asText())
        .containsExactly("user.removed", "user.changed", "user.created");
    assertThat(entries).allMatch(entry -> entry.path("actor").asText().equals("admin"));
    assertThat(entries).allMatch(entry -> entry.path("address").asText().equals("127.0.0.1"));
    assertThat(entries.get(1).path("details").path("role").asText())
        .isEqualTo("callboard-operator");
    assertThat(entries.toString()).doesNotContain(PASSWORD);
  }

  @Test
  void writesNothingOfWhatWasRefused() {
    assertThat(admin.change("DELETE", "users/nobody-here", "").status()).isEqualTo(404);

    assertThat(admin.items("audit?subject=nobody-here")).isEmpty();
  }

  @Test
  void pagesThroughAllEntriesAndVerifiesTheirChain() {
    JsonNode first = admin.current("audit?limit=1");
    long last = first.path("items").path(0).path("number").asLong();
    if (last > 1) {
      JsonNode second = admin.current("audit?limit=1&after=" + first.path("next").asText());
      assertThat(second.path("items").path(0).path("number").asLong()).isEqualTo(last - 1);
    }

    JsonNode report = admin.current("audit/verification");
    assertThat(report.path("intact").asBoolean()).isTrue();
    assertThat(report.path("first").asLong()).isEqualTo(1);
    assertThat(report.path("last").asLong()).isGreaterThanOrEqualTo(last);
  }
}
