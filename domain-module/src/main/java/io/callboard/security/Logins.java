package io.callboard.security;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;

/**
 * Checks names and passwords. The user is read each time, so a change of password or role, or a
 * removal, ends remembered logins at once on every node. A name that nobody has costs as much time
 * as a wrong password.
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
    if (login.isPresent()
        && remembered.knows(name, password, login.get().version(), clock.instant())) {
      return new LoginOutcome.Accepted(name, login.get().role());
    }
    PasswordHash expected = login.map(Users.Login::password).orElse(NOBODY);
    return permits
        .check(() -> expected.matches(password))
        .map(matches -> outcome(name, password, login, matches))
        .orElseGet(LoginOutcome.Busy::new);
  }

  private LoginOutcome outcome(
      String name, String password, Optional<Users.Login> login, boolean matches) {
    if (login.isEmpty() || !matches) {
      return new LoginOutcome.Refused();
    }
    remembered.remember(name, password, login.get().version(), clock.instant());
    return new LoginOutcome.Accepted(name, login.get().role());
  }
}
