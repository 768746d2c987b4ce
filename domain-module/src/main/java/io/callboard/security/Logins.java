package io.callboard.security;

import io.callboard.security.RememberedLogins.Memory;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;

/**
 * Checks names and passwords. The user is read each time, so a change of password or role, or a
 * removal, ends remembered logins at once on every node. A name that nobody has costs as much time
 * as a wrong password. A login that is used steadily is checked again before it is forgotten: a
 * client that asks for much at once would find permits for some of it only.
 */
@Dependent
class Logins {
  private static final PasswordHash NOBODY = PasswordHash.ofNobody();

  private final Users users;
  private final RememberedLogins remembered;
  private final PasswordPermits permits;
  private final Clock clock;

  @Inject
  Logins(Users users, RememberedLogins remembered, PasswordPermits permits, Clock clock) {
    this.users = users;
    this.remembered = remembered;
    this.permits = permits;
    this.clock = clock;
  }

  LoginOutcome check(String name, String password) {
    if (!Users.isName(name) || !PasswordHash.fits(password)) {
      return new LoginOutcome.Refused();
    }
    Optional<Users.Login> login = users.login(name);
    return switch (memory(name, password, login)) {
      case FRESH -> outcome(name, login, true);
      case FADING -> checked(name, password, login).orElseGet(() -> outcome(name, login, true));
      case NONE -> checked(name, password, login).orElseGet(LoginOutcome.Busy::new);
    };
  }

  private Memory memory(String name, String password, Optional<Users.Login> login) {
    return login
        .map(user -> remembered.of(name, password, user.version(), clock.instant()))
        .orElse(Memory.NONE);
  }

  /** Absent when there was no permit for the check. */
  private Optional<LoginOutcome> checked(
      String name, String password, Optional<Users.Login> login) {
    PasswordHash expected = login.map(Users.Login::password).orElse(NOBODY);
    Optional<Boolean> matches = permits.check(() -> expected.matches(password));
    if (login.isPresent() && matches.orElse(false)) {
      remembered.remember(name, password, login.get().version(), clock.instant());
    }
    return matches.map(right -> outcome(name, login, right));
  }

  private static LoginOutcome outcome(String name, Optional<Users.Login> login, boolean right) {
    return login.isPresent() && right
        ? new LoginOutcome.Accepted(name, login.get().role())
        : new LoginOutcome.Refused();
  }
}
