package io.callboard.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.callboard.security.LoginOutcome.Accepted;
import io.callboard.security.LoginOutcome.Busy;
import io.callboard.security.LoginOutcome.Refused;
import io.callboard.security.RememberedLogins.Memory;
import io.callboard.testing.OnEachDatabase;
import io.callboard.testing.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class LoginsTest {
  private static final String PASSWORD = "a good password";
  private static final PasswordHash HASH = PasswordHash.of(PASSWORD);
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private final TestDatabase database;
  private static final String NETWORK = "192.0.2.0/24";

  private final RememberedLogins remembered = new RememberedLogins();
  private final LoginDelays delays = new LoginDelays();
  private final FailedLogins failed = new FailedLogins();

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
  void asksForNoPermitWithinAMinute() {
    check("zoe", PASSWORD);
    check("zoe", PASSWORD, NOON.plusSeconds(45), 1);

    assertThat(
            remembered.of(
                new LoginAttempt("zoe", PASSWORD, NETWORK), version(), NOON.plusSeconds(104)))
        .isEqualTo(Memory.FADING);
    assertThat(
            remembered.of(
                new LoginAttempt("zoe", PASSWORD, NETWORK), version(), NOON.plusSeconds(105)))
        .isEqualTo(Memory.LATELY);
  }

  @Test
  void aLoginIsRememberedForItsNetworkAlone() {
    check("zoe", PASSWORD);
    LoginAttempt elsewhere = new LoginAttempt("zoe", PASSWORD, "203.0.113.0/24");

    assertThat(remembered.of(elsewhere, version(), NOON)).isEqualTo(Memory.NONE);
    assertThat(remembered.succeededLately(elsewhere, NOON)).isFalse();
    LoginOutcome outcome = logins(NOON, 0, logins -> logins.check(elsewhere));
    assertThat(outcome).isInstanceOf(Busy.class);
  }

  @Test
  void aLoginThatSucceededLatelyNeedsNoPermitOfUnknownOnes() {
    check("zoe", PASSWORD);

    assertThat(check("zoe", PASSWORD, NOON.plus(Duration.ofDays(6)), 0))
        .isInstanceOf(Accepted.class);
    assertThat(check("zoe", "a wrong password", NOON.plus(Duration.ofDays(6)), 0))
        .isInstanceOf(Busy.class);
  }

  @Test
  void aLoginIsUnknownAgainAfterAWeek() {
    check("zoe", PASSWORD);

    assertThat(check("zoe", PASSWORD, NOON.plus(RememberedLogins.LATELY), 0))
        .isInstanceOf(Busy.class);
  }

  @Test
  void delaysALoginAfterFailuresUnlessItSucceededLately() {
    failTooOften("zoe");
    assertThat(delay("zoe", PASSWORD, NOON)).contains(Duration.ofSeconds(1));

    check("zoe", PASSWORD, NOON.plusSeconds(1), 1);
    failTooOften("zoe");

    assertThat(delay("zoe", PASSWORD, NOON.plusSeconds(1))).isEmpty();
    assertThat(delay("zoe", "a wrong password", NOON)).contains(Duration.ofSeconds(1));
  }

  @Test
  void delaysANameThatNobodyHasLikeAUsers() {
    failTooOften("tom");

    assertThat(delay("tom", PASSWORD, NOON)).contains(Duration.ofSeconds(1));
  }

  @Test
  void delaysAFormerPassword() {
    check("zoe", PASSWORD);
    users(users -> users.change("zoe", v -> true, null, PasswordHash.ofNobody()));
    check("zoe", PASSWORD);
    failTooOften("zoe");

    assertThat(delay("zoe", PASSWORD, NOON)).isPresent();
  }

  @Test
  void namesNobodyWhoIsNoUser() {
    check("zoe", "a wrong password");
    check("correct-horse-battery", "a wrong password");
    check("zoe", "short");

    assertThat(failed.take().line())
        .isEqualTo(
            "1 wrong passwords, 1 unknown user names, 1 malformed logins;"
                + " users: zoe (1); networks: 192.0.2.0/24 (3)");
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

  /**
   * Fails once more than is allowed without a delay; most failures check no password, because a
   * check is slow.
   */
  private void failTooOften(String name) {
    for (int i = 0; i < LoginDelays.FREE; i++) {
      delays.failed(NETWORK, name, NOON);
    }
    check(name, "a wrong password");
  }

  private long version() {
    return users(users -> users.find("zoe").orElseThrow().version());
  }

  private LoginOutcome check(String name, String password) {
    return check(name, password, NOON, 1);
  }

  private LoginOutcome check(String name, String password, Instant now, int permits) {
    return logins(now, permits, logins -> logins.check(new LoginAttempt(name, password, NETWORK)));
  }

  private Optional<Duration> delay(String name, String password, Instant now) {
    return logins(now, 1, logins -> logins.delay(new LoginAttempt(name, password, NETWORK)));
  }

  private <T> T logins(Instant now, int permits, Function<Logins, T> work) {
    Clock clock = Clock.fixed(now, ZoneOffset.UTC);
    PasswordPermits few = new PasswordPermits(permits, Duration.ZERO);
    return database.inTransaction(
        em -> work.apply(new Logins(new Users(em, clock), remembered, delays, few, failed, clock)));
  }

  private <T> T users(Function<Users, T> work) {
    return database.inTransaction(em -> work.apply(new Users(em, Clock.systemUTC())));
  }
}
