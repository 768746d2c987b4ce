package io.callboard.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** API tokens: machines sign in with them until the tokens expire or are revoked. */
@ExtendWith(SharedServer.class)
class TokensIT {
  private final Callboard admin;

  TokensIT(Callboard callboard) {
    this.admin = callboard;
  }

  @Test
  void aTokenSignsInWithItsRoleUntilItIsRevoked() {
    Answer made = make("signs-in", "callboard-viewer", Duration.ofHours(1));
    assertThat(made.status()).describedAs(made.text()).isEqualTo(201);
    assertThat(made.header("location")).endsWith("/callboard/api/v1/tokens/signs-in");
    Callboard machine = admin.withToken(made.json().path("token").asText());

    assertThat(machine.get("events").status()).isEqualTo(200);
    machine.get("tokens").isProblem(403);
    assertThat(admin.change("DELETE", "tokens/signs-in", "").status()).isEqualTo(204);
    machine.get("events").isProblem(401);
    admin.change("DELETE", "tokens/signs-in", "").isProblem(404);
  }

  @Test
  void aTokenEndsByItself() {
    Answer made = make("ends", "callboard-viewer", Duration.ofSeconds(10));
    Callboard machine = admin.withToken(made.json().path("token").asText());

    assertThat(machine.get("events").status()).isEqualTo(200);
    Callboard.await(() -> machine.get("events"), answer -> answer.status() == 401);
    assertThat(admin.get("tokens/ends").status()).isEqualTo(200);
  }

  @Test
  void aTokenIsShownOnce() {
    Answer made = make("shown-once", "callboard-operator", Duration.ofHours(1));
    String token = made.json().path("token").asText();

    assertThat(token).startsWith("callboard_");
    assertThat(admin.get("tokens?limit=500").text())
        .contains("\"name\":\"shown-once\"", "\"role\":\"callboard-operator\"")
        .doesNotContain(token);
    assertThat(admin.get("tokens/shown-once").text()).doesNotContain(token);
    make("shown-once", "callboard-viewer", Duration.ofHours(1)).isProblem(409);
  }

  @Test
  void refusesWhatIsNoToken() {
    Answer unknown = admin.withToken("callboard_nobody").get("events").isProblem(401);
    Answer malformed = admin.withToken("a token").get("events").isProblem(401);

    assertThat(unknown.text()).isEqualTo(malformed.text());
    assertThat(unknown.header("www-authenticate")).contains("Bearer realm=\"Callboard\"");
  }

  @Test
  void refusesATokenOfThePast() {
    Answer past = make("past", "callboard-viewer", Duration.ofHours(-1)).isProblem(400);

    assertThat(past.json().path("parameter").asText()).isEqualTo("expiresAt");
  }

  private Answer make(String name, String role, Duration time) {
    return admin.change(
        "POST",
        "tokens",
        "{\"name\":\"%s\",\"role\":\"%s\",\"expiresAt\":\"%s\"}"
            .formatted(name, role, Instant.now().plus(time)));
  }
}
