package io.callboard.web.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callboard.security.Role;
import io.callboard.web.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenRequestTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  @Test
  void readsNameRoleAndEnd() throws IOException {
    assertThat(read("backup", "callboard-viewer", "2026-11-22T13:00:00+01:00"))
        .isEqualTo(new TokenRequest("backup", Role.VIEWER, Instant.parse("2026-11-22T12:00:00Z")));
  }

  @ParameterizedTest
  @CsvSource({
    "a:b,callboard-viewer,2027-01-01T00:00:00Z,name",
    "backup,root,2027-01-01T00:00:00Z,role",
    "backup,callboard-viewer,2026-11-21T12:00:00Z,expiresAt",
    "backup,callboard-viewer,2036-11-21T12:00:00Z,expiresAt",
    "backup,callboard-viewer,+999999999-12-31T23:59:59Z,expiresAt",
    "backup,callboard-viewer,tomorrow,expiresAt"
  })
  void namesTheMemberThatCannotBeUsed(String name, String role, String expiry, String member) {
    assertThatThrownBy(() -> read(name, role, expiry))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> assertThat(refused.problem().members()).containsEntry("parameter", member));
  }

  private static TokenRequest read(String name, String role, String expiry) throws IOException {
    String body =
        "{\"name\":\"%s\",\"role\":\"%s\",\"expiresAt\":\"%s\"}".formatted(name, role, expiry);
    return TokenRequest.read(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)), NOW);
  }
}
