package io.callboard.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.callboard.server.AddressProbe.Answer;
import io.callboard.server.Administrator.Password;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignInTest {
  private static final String SOURCES =
      """
      {"items":[{"name":"filmmakers","provider":"signed","counts":{}},{"name":"my-source"}]}\
      """;

  @TempDir private Path data;
  private ServerDirectory directory;

  @BeforeEach
  void open() {
    directory = ServerDirectory.open(data.resolve("wildfly"), Assembly.WILDFLY);
  }

  @Test
  void namesThePasswordThatCallboardTook() {
    Administrator administrator = Administrator.of(directory, "", false);
    String generated = administrator.first().orElseThrow();

    SignIn signIn = SignIn.tried(administrator, takes(generated));

    assertThat(signIn.words())
        .containsExactly(
            "admin, password " + generated + " (kept in " + directory.path("admin-password") + ")");
    assertThat(signIn.accepted()).map(Password::text).contains(generated);
    assertThat(signIn.sources()).contains(List.of("filmmakers", "my-source"));
  }

  /** The case of a new directory over a database that has users, or of a restored database. */
  @Test
  void namesNoPasswordThatIsRefused() {
    Administrator administrator = Administrator.of(directory, "", false);

    SignIn signIn = SignIn.tried(administrator, takes("the one before"));

    assertThat(signIn.accepted()).isEmpty();
    assertThat(String.join(" ", signIn.words()))
        .doesNotContain(administrator.first().orElseThrow())
        .startsWith("admin, with the password that admin has in this database")
        .contains(
            "start once with CALLBOARD_ADMIN_RESET=true: admin then has the password in "
                + directory.path("admin-password"));
  }

  @Test
  void namesTheKeptPasswordWhereTheGivenOneIsRefused() {
    String kept = Administrator.of(directory, "", false).first().orElseThrow();
    Administrator.shown(directory, kept);
    Administrator administrator = Administrator.of(directory, "a given password", false);

    SignIn signIn = SignIn.tried(administrator, takes(kept));

    assertThat(String.join(" ", signIn.words()))
        .startsWith("admin, the password in " + directory.path("admin-password"))
        .contains("not the one in CALLBOARD_ADMIN_PASSWORD")
        .endsWith("admin then has the password in CALLBOARD_ADMIN_PASSWORD");
  }

  @Test
  void stopsTryingWhereTheAnswerSaysNothingOfThePassword() {
    List<String> tried = new ArrayList<>();
    Administrator.of(directory, "", false);
    Administrator administrator = Administrator.of(directory, "a given password", false);

    SignIn signIn =
        SignIn.tried(
            administrator,
            password -> {
              tried.add(password.text());
              return new Answer(503, "");
            });

    assertThat(tried).containsExactly("a given password");
    assertThat(signIn.words())
        .containsExactly(
            "admin, with the current password. No password was checked: the API answers 503");
  }

  private static Function<Password, Answer> takes(String right) {
    return password ->
        password.text().equals(right) ? new Answer(200, SOURCES) : new Answer(401, "{}");
  }
}
