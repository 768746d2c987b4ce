package io.callboard.security;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The users, at most {@value #MAX_USERS}. There is always an administrator: a change or removal of
 * a user locks all administrators first.
 */
@Dependent
@Transactional
public class Users {
  public static final int MAX_USERS = 10_000;

  /**
   * 1 to 100 letters, digits and {@code . _ @ -}. A colon is excluded, because Basic cannot carry
   * it.
   */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._@-]{1,100}");

  private final EntityManager entityManager;
  private final Clock clock;

  @Inject
  public Users(EntityManager entityManager, Clock clock) {
    this.entityManager = entityManager;
    this.clock = clock;
  }

  /** Returns whether a user may have this name. */
  public static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  /** Returns users in the order of their names, beginning after {@code after}. */
  public List<UserView> list(String after, int limit) {
    return entityManager
        .createQuery("select u from User u where u.name > :after order by u.name", User.class)
        .setParameter("after", after)
        .setMaxResults(limit)
        .getResultStream()
        .map(User::view)
        .toList();
  }

  /** Returns one user. */
  public Optional<UserView> find(String name) {
    return stored(name).map(User::view);
  }

  /** Creates a user. */
  public UserOutcome create(String name, Role role, PasswordHash password) {
    if (!isName(name)) {
      throw new IllegalArgumentException("expected a name that a user may have");
    }
    if (stored(name).isPresent()) {
      return new UserOutcome.NameTaken();
    }
    if (count() >= MAX_USERS) {
      throw new IllegalStateException("there are already " + MAX_USERS + " users, the limit");
    }
    User user = new User(name, role, password, clock.instant().truncatedTo(ChronoUnit.MICROS));
    return inserted(user) ? new UserOutcome.Done(user.view()) : new UserOutcome.NameTaken();
  }

  /**
   * Inserts a user with native SQL: if two requests take a name at once, the second one gets false
   * and no error.
   */
  private boolean inserted(User user) {
    PasswordHash password = user.password();
    return entityManager
            .createNativeQuery(
                "insert into callboard_user (name, role, salt, password_hash, iterations, version,"
                    + " created_at) values (:name, :role, :salt, :hash, :iterations, :version,"
                    + " :createdAt) on conflict do nothing")
            .setParameter("name", user.name())
            .setParameter("role", user.role().word())
            .setParameter("salt", password.salt())
            .setParameter("hash", password.hash())
            .setParameter("iterations", password.iterations())
            .setParameter("version", user.version())
            .setParameter("createdAt", user.view().createdAt())
            .executeUpdate()
        == 1;
  }

  /**
   * Changes a user.
   *
   * @param expected accepts the version that the user must have
   * @param role the new role; null to keep it
   * @param password the new password; null to keep it
   */
  public UserOutcome change(
      String name, LongPredicate expected, @Nullable Role role, @Nullable PasswordHash password) {
    List<User> locked = lockWithAdministrators(name);
    User user = named(name, locked);
    if (user == null) {
      return new UserOutcome.Unknown();
    }
    if (!expected.test(user.version())) {
      return new UserOutcome.Stale();
    }
    if (role != null && role != Role.ADMIN && isLast(user, locked)) {
      return new UserOutcome.LastAdministrator();
    }
    if (role != null) {
      user.change(role);
    }
    if (password != null) {
      user.change(password);
    }
    return new UserOutcome.Done(user.view());
  }

  /**
   * Removes a user.
   *
   * @param expected accepts the version that the user must have
   */
  public UserOutcome remove(String name, LongPredicate expected) {
    List<User> locked = lockWithAdministrators(name);
    User user = named(name, locked);
    if (user == null) {
      return new UserOutcome.Unknown();
    }
    if (!expected.test(user.version())) {
      return new UserOutcome.Stale();
    }
    if (isLast(user, locked)) {
      return new UserOutcome.LastAdministrator();
    }
    entityManager.remove(user);
    return new UserOutcome.Done(user.view());
  }

  /** Returns the data that a login is checked against. */
  Optional<Login> login(String name) {
    return stored(name).map(user -> new Login(user.role(), user.version(), user.password()));
  }

  /** Returns whether there is no user yet. */
  boolean isEmpty() {
    return count() == 0;
  }

  private long count() {
    return entityManager.createQuery("select count(u) from User u", Long.class).getSingleResult();
  }

  private Optional<User> stored(String name) {
    return isName(name)
        ? Optional.ofNullable(entityManager.find(User.class, name))
        : Optional.empty();
  }

  /**
   * Uses native SQL, because H2 does not support the lock clause that Hibernate generates for
   * PostgreSQL.
   */
  @SuppressWarnings("unchecked")
  private List<User> lockWithAdministrators(String name) {
    return entityManager
        .createNativeQuery(
            "select * from callboard_user where role = :role or name = :name order by name for"
                + " update",
            User.class)
        .setParameter("role", Role.ADMIN.word())
        .setParameter("name", isName(name) ? name : "")
        .getResultList();
  }

  private static @Nullable User named(String name, List<User> users) {
    return users.stream().filter(user -> user.name().equals(name)).findFirst().orElse(null);
  }

  private static boolean isLast(User user, List<User> locked) {
    return user.role() == Role.ADMIN
        && locked.stream().filter(other -> other.role() == Role.ADMIN).count() <= 1;
  }

  /** A user's role, version and password. */
  record Login(Role role, long version, PasswordHash password) {}
}
