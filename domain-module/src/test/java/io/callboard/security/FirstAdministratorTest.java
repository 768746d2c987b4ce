package io.callboard.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callboard.audit.AuditTrail;
import io.callboard.testing.OnEachDatabase;
import io.callboard.testing.Settings;
import io.callboard.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Map;
import java.util.function.Function;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@OnEachDatabase
class FirstAdministratorTest {
  private final TestDatabase database;
  @TempDir Path directory;

  FirstAdministratorTest(TestDatabase database) {
    this.database = database;
  }

  @BeforeEach
  void noUser() {
    database.empty();
  }

  @Test
  void hasTheConfiguredPassword() {
    ensure(Map.of("callboard.admin.password", "a configured one"));

    assertThat(passwordIs("a configured one")).isTrue();
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void hasAGeneratedPasswordThatOnlyTheServersUserCanRead() throws Exception {
    ensure(Map.of());

    Path file = directory.resolve(FirstAdministrator.FILE);
    assertThat(passwordIs(Files.readString(file).strip())).isTrue();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void ignoresTheSettingOnceThereAreUsers() {
    ensure(Map.of("callboard.admin.password", "a configured one"));
    ensure(Map.of("callboard.admin.password", "a different one"));

    assertThat(passwordIs("a configured one")).isTrue();
  }

  @Test
  void hasTheConfiguredPasswordAgainWhenAskedTo() {
    ensure(Map.of("callboard.admin.password", "a configured one"));
    ensure(Map.of("callboard.admin.password", "a different one", "callboard.admin.reset", "true"));

    assertThat(passwordIs("a different one")).isTrue();
    assertThat(database.query("select action from audit_entry order by number"))
        .containsExactly("user.created", "user.reset");
  }

  @Test
  void isMadeAgainWhenAskedToAfterItWasRemoved() {
    users(users -> users.create("other", Role.ADMIN, PasswordHash.ofNobody()));
    ensure(Map.of("callboard.admin.password", "a different one", "callboard.admin.reset", "true"));

    assertThat(passwordIs("a different one")).isTrue();
  }

  @Test
  void keepsThePasswordWhenThereIsNoOtherToReset() {
    ensure(Map.of("callboard.admin.password", "a configured one"));

    assertThatThrownBy(() -> ensure(Map.of("callboard.admin.reset", "true")))
        .hasMessage(
            "callboard.admin.reset is true, but callboard.admin.password is not set: set it to the"
                + " new password");
    assertThat(passwordIs("a configured one")).isTrue();
  }

  @Test
  void saysWhichSettingIsTooShortAndNotWhatItIs() {
    assertThatThrownBy(() -> ensure(Map.of("callboard.admin.password", "short")))
        .hasMessageContaining("callboard.admin.password")
        .hasMessageNotContaining("short");
  }

  @Test
  void makesNoUserWhosePasswordNobodyCouldLearn() {
    directory = directory.resolve("missing");

    assertThatThrownBy(() -> ensure(Map.of())).hasMessageContaining("callboard.admin.password");
    boolean none = users(Users::isEmpty);
    assertThat(none).isTrue();
  }

  private void ensure(Map<String, String> settings) {
    database.run(
        entities -> {
          Users users = new Users(entities, Clock.systemUTC());
          AuditTrail trail = new AuditTrail(entities, Clock.systemUTC());
          new FirstAdministrator(users, trail, config(settings)).ensure();
        });
  }

  private boolean passwordIs(String password) {
    return users(users -> users.login("admin").orElseThrow().password().matches(password));
  }

  private <T> T users(Function<Users, T> work) {
    return database.inTransaction(em -> work.apply(new Users(em, Clock.systemUTC())));
  }

  private Config config(Map<String, String> settings) {
    Map<String, String> all = new java.util.HashMap<>(settings);
    all.put(FirstAdministrator.DIRECTORY, directory.toString());
    return new Settings(all);
  }
}
