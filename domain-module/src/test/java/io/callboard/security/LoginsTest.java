package io.callboard.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.callboard.security.LoginOutcome.Accepted;
import io.callboard.security.LoginOutcome.Busy;
import io.callboard.security.LoginOutcome.Refused;
import io.callboard.testing.OnEachDatabase;
import io.callboard.testing.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class LoginsTest {
  private static final String PASSWORD = "a good password";
  private static final PasswordHash HASH = PasswordHash.of(PASSWORD);
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private final TestDatabase database;
  private final RememberedLogins remembered = new RememberedLogins();

  LoginsTest(TestDatabase database) {
    this.database = database;
  }

  @BeforeEach
  void aUser() {
    database.empty();
    users(users -> users.create("zoe", Role.OPERATOR, HASH));
  }

  @Test
  void acceptsTheRightPassword() {
    assertThat(check("zoe", PASSWORD)).isEqualTo(new Accepted("zoe", Role.OPERATOR));
  }

  @Test
  void refusesAWrongPasswordAndAnUnknownName() {
    assertThat(check("zoe", "a wrong password")).isInstanceOf(Refused.class);
    assertThat(check("tom", PASSWORD)).isInstanceOf(Refused.class);
  }

  @Test
  void checksAPasswordForAnUnknownNameToo() {
    assertThat(check("tom", PASSWORD, NOON, 0)).isInstanceOf(Busy.class);
  }

  @Test
  void isBusyWithoutAPermitUnlessTheLoginIsRemembered() {
    assertThat(check("zoe", PASSWORD, NOON, 0)).isInstanceOf(Busy.class);

    check("zoe", PASSWORD);

    assertThat(check("zoe", PASSWORD, NOON, 0)).isInstanceOf(Accepted.class);
    assertThat(check("zoe", "a wrong password", NOON, 0)).isInstanceOf(Busy.class);
  }

  @Test
  void forgetsALoginAfterAMinute() {
    check("zoe", PASSWORD);

    assertThat(check("zoe", PASSWORD, NOON.plus(Duration.ofSeconds(59)), 0))
        .isInstanceOf(Accepted.class);
    assertThat(check("zoe", PASSWORD, NOON.plus(Duration.ofSeconds(60)), 0))
        .isInstanceOf(Busy.class);
  }

  @Test
  void aLoginThatIsUsedSteadilyStaysRemembered() {
    check("zoe", PASSWORD);
    check("zoe", PASSWORD, NOON.plusSeconds(45), 1);

    assertThat(check("zoe", PASSWORD, NOON.plusSeconds(104), 0)).isInstanceOf(Accepted.class);
    assertThat(check("zoe", PASSWORD, NOON.plusSeconds(105), 0)).isInstanceOf(Busy.class);
  }

  @Test
  void aLoginIsNotRememberedForLongerThanAMinuteAfterItWasChecked() {
    check("zoe", PASSWORD);
    check("zoe", PASSWORD, NOON.plusSeconds(29), 1);
    check("zoe", PASSWORD, NOON.plusSeconds(59), 0);

    assertThat(check("zoe", PASSWORD, NOON.plusSeconds(60), 0)).isInstanceOf(Busy.class);
  }

  @Test
  void endsARememberedLoginWithThePassword() {
    check("zoe", PASSWORD);
    users(users -> users.change("zoe", v -> true, null, PasswordHash.ofNobody()));

    assertThat(check("zoe", PASSWORD)).isInstanceOf(Refused.class);
  }

  @Test
  void endsARememberedLoginWithTheUser() {
    check("zoe", PASSWORD);
    users(users -> users.remove("zoe", v -> true));

    assertThat(check("zoe", PASSWORD)).isInstanceOf(Refused.class);
  }

  @Test
  void givesARememberedLoginItsNewRole() {
    check("zoe", PASSWORD);
    users(users -> users.change("zoe", v -> true, Role.VIEWER, null));

    assertThat(check("zoe", PASSWORD)).isEqualTo(new Accepted("zoe", Role.VIEWER));
  }

  private LoginOutcome check(String name, String password) {
    return check(name, password, NOON, 1);
  }

  private LoginOutcome check(String name, String password, Instant now, int permits) {
    Clock clock = Clock.fixed(now, ZoneOffset.UTC);
    return database.inTransaction(
        em ->
            new Logins(new Users(em, clock), remembered, new PasswordPermits(permits), clock)
                .check(name, password));
  }

  private <T> T users(Function<Users, T> work) {
    return database.inTransaction(em -> work.apply(new Users(em, Clock.systemUTC())));
  }
}
