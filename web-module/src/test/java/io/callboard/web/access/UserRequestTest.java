package io.callboard.web.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callboard.security.Role;
import io.callboard.web.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class UserRequestTest {
  @Test
  void readsNameAndRole() throws IOException {
    UserRequest request = read("{\"name\":\"zoe\",\"role\":\"callboard-operator\"}");

    assertThat(request.name()).isEqualTo("zoe");
    assertThat(request.role()).isEqualTo(Role.OPERATOR);
    assertThat(request.passwordIfGiven()).isNull();
  }

  @Test
  void namesTheMemberThatCannotBeUsed() {
    refuses("name", () -> read("{\"name\":\"a:b\"}").name());
    refuses("name", () -> read("{}").name());
    refuses("name", () -> read("{\"name\":\"zoe\"}").requireName("tom"));
    refuses("role", () -> read("{\"role\":\"root\"}").role());
    refuses("password", () -> read("{\"password\":\"short\"}").password());
    refuses("password", () -> read("{\"password\":null}").passwordIfGiven());
    refuses("admin", () -> read("{\"admin\":true}"));
  }

  @Test
  void refusesWhatIsNoJsonObject() {
    assertStatus(400, () -> read("[]"));
    assertStatus(400, () -> read(""));
    assertStatus(400, () -> read("{\"name\":\"a\",\"name\":\"b\"}"));
  }

  @Test
  void refusesABodyThatIsTooLong() {
    assertStatus(413, () -> read("{\"name\":\"" + "x".repeat(5_000) + "\"}"));
  }

  private static UserRequest read(String body) throws IOException {
    return UserRequest.read(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
  }

  private static void refuses(String member, ThrowingCallable read) {
    assertThatThrownBy(read)
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> assertThat(refused.problem().members()).containsEntry("parameter", member));
  }

  private static void assertStatus(int status, ThrowingCallable read) {
    assertThatThrownBy(read)
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> assertThat(refused.problem().status()).isEqualTo(status));
  }
}
