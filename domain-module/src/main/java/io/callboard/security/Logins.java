package io.callboard.security;

import io.callboard.security.FailedLogins.Cause;
import io.callboard.security.RememberedLogins.Memory;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Checks names and passwords. The user is read each time, so a change of password or role, or a
 * removal, ends remembered logins at once on every node. An unknown name takes as much time as a
 * wrong password. A login in regular use is checked again before it expires; otherwise a client
 * with many parallel requests would get permits for only some of them. A login that succeeded
 * recently is neither delayed nor queued behind unknown ones.
 */
@Dependent
class Logins {
  private static final PasswordHash NOBODY = PasswordHash.ofNobody();

  private final Users users;
  private final RememberedLogins remembered;
  private final LoginDelays delays;
  private final PasswordPermits permits;
  private final FailedLogins failed;
  private final Clock clock;

  @Inject
  Logins(
      Users users,
      RememberedLogins remembered,
      LoginDelays delays,
      PasswordPermits permits,
      FailedLogins failed,
      Clock clock) {
    this.users = users;
    this.remembered = remembered;
    this.delays = delays;
    this.permits = permits;
    this.failed = failed;
    this.clock = clock;
  }

  /**
   * Returns how long the client must wait before this login is checked; empty if it need not wait.
   */
  Optional<Duration> delay(LoginAttempt attempt) {
    Optional<Duration> delay =
        delays
            .of(attempt.network(), attempt.name(), clock.instant())
            .filter(rest -> !succeededLately(attempt));
    delay.ifPresent(rest -> failed.count(Cause.DELAYED, attempt.network()));
    return delay;
  }

  private boolean succeededLately(LoginAttempt attempt) {
    return remembered.succeededLately(attempt, clock.instant());
  }

  LoginOutcome check(LoginAttempt attempt) {
    if (!Users.isName(attempt.name()) || !PasswordHash.fits(attempt.password())) {
      failed.count(Cause.UNREADABLE, attempt.network());
      return new LoginOutcome.Refused();
    }
    Optional<Users.Login> login = users.login(attempt.name());
    BooleanSupplier check = () -> checked(attempt, login);
    Optional<Boolean> right =
        switch (memory(attempt, login)) {
          case FRESH -> Optional.of(true);
          case FADING -> Optional.of(permits.checkIfFree(check).orElse(true));
          case LATELY -> permits.checkKnown(check);
          case NONE -> permits.checkUnknown(attempt.network(), check);
        };
    return right
        .map(matches -> outcome(attempt.name(), login, matches))
        .orElseGet(LoginOutcome.Busy::new);
  }

  private Memory memory(LoginAttempt attempt, Optional<Users.Login> login) {
    return login
        .map(user -> remembered.of(attempt, user.version(), clock.instant()))
        .orElse(Memory.NONE);
  }

  /**
   * Checks the password, unless another request with the same login was checked while this one
   * waited.
   */
  private boolean checked(LoginAttempt attempt, Optional<Users.Login> login) {
    if (memory(attempt, login) == Memory.FRESH) {
      return true;
    }
    boolean right =
        login.map(Users.Login::password).orElse(NOBODY).matches(attempt.password())
            && login.isPresent();
    if (right) {
      remembered.remember(attempt, login.get().version(), clock.instant());
      delays.succeeded(attempt.network(), attempt.name());
    } else {
      delays.failed(attempt.network(), attempt.name(), clock.instant());
      failed.count(attempt.network(), login.map(user -> attempt.name()));
    }
    return right;
  }

  private static LoginOutcome outcome(String name, Optional<Users.Login> login, boolean right) {
    return login.isPresent() && right
        ? new LoginOutcome.Accepted(name, login.get().role())
        : new LoginOutcome.Refused();
  }
}
