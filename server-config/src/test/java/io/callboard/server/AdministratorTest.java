package io.callboard.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callboard.server.Administrator.Password;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdministratorTest {

  private static final String FILE = "admin-password";

  @TempDir private Path data;
  private ServerDirectory directory;

  @BeforeEach
  void open() {
    directory = ServerDirectory.open(data.resolve("wildfly"), Assembly.WILDFLY);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 11, 129})
  void refusesAPasswordThatCallboardWouldNotTake(int length) {
    String password = "x".repeat(length);

    assertThatThrownBy(() -> Administrator.of(directory, password, false))
        .isInstanceOf(CannotStart.class)
        .hasMessage("CALLBOARD_ADMIN_PASSWORD must have 12 to 128 characters");
  }

  @Test
  void keepsNoPasswordThatIsGiven() {
    Administrator administrator = Administrator.of(directory, "a given password", false);

    assertThat(administrator.passwords())
        .containsExactly(
            new Password("a given password", "the password in CALLBOARD_ADMIN_PASSWORD"));
    assertThat(directory.read(FILE)).isEmpty();
  }

  @Test
  void showsAGeneratedPasswordOnce() {
    Password first = Administrator.of(directory, "", false).passwords().getFirst();
    Administrator.shown(directory, first.text());
    Password later = Administrator.of(directory, "", false).passwords().getFirst();

    assertThat(first.text()).hasSize(24);
    assertThat(first.words()).contains(first.text());
    assertThat(later.text()).isEqualTo(first.text());
    assertThat(later.words()).isEqualTo("the password in " + directory.path(FILE));
  }

  @Test
  void showsAPasswordWhoseFirstStartFailed() {
    Administrator.of(directory, "", false);
    directory.prepared("install.cli of some release");

    Password password = Administrator.of(directory, "", false).passwords().getFirst();

    assertThat(password.words()).contains(password.text());
  }

  @Test
  void generatesNoneWhereOneWasGivenEarlier() {
    directory.prepared("install.cli of some release");

    assertThat(Administrator.of(directory, "", false).first()).isEmpty();
  }

  @Test
  void generatesOneForAResetWithoutAGivenOne() {
    directory.prepared("install.cli of some release");

    assertThat(Administrator.of(directory, "", true).first()).isPresent();
  }

  @Test
  void triesTheGivenPasswordBeforeTheKeptOne() {
    String kept = Administrator.of(directory, "", false).first().orElseThrow();

    assertThat(Administrator.of(directory, "a given password", false).passwords())
        .extracting(Password::text)
        .containsExactly("a given password", kept);
  }

  @Test
  void forgetsAKeptPasswordWhenAnotherOneIsInForce() {
    Administrator.of(directory, "", false);

    Administrator.shown(directory, "a given password");

    assertThat(directory.read(FILE)).isEmpty();
  }
}
