package io.callboard.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdministratorTest {

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
  void takesTheGivenPasswordAtTheFirstStart() {
    Administrator administrator = Administrator.of(directory, "a given password", false);

    assertThat(administrator.password()).isEqualTo("a given password");
    assertThat(administrator.news()).isEqualTo("the password in CALLBOARD_ADMIN_PASSWORD");
  }

  @Test
  void saysWhosePasswordALaterOneIs() {
    directory.prepared("install.cli of some release");

    assertThat(Administrator.of(directory, "a given password", false).news())
        .startsWith("the password that admin had before")
        .contains("with CALLBOARD_ADMIN_RESET=true");
  }

  @Test
  void announcesThePasswordThatIsResetTo() {
    directory.prepared("install.cli of some release");

    assertThat(Administrator.of(directory, "a given password", true).news())
        .isEqualTo("the password in CALLBOARD_ADMIN_PASSWORD");
  }

  @Test
  void generatesAPasswordOnce() {
    Administrator first = Administrator.of(directory, "", false);

    assertThat(first.password()).hasSize(24);
    assertThat(first.news()).contains(first.password());
    assertThat(Administrator.of(directory, "", false).password()).isEqualTo(first.password());
  }
}
