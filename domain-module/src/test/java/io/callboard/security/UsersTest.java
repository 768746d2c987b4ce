package io.callboard.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callboard.security.UserOutcome.Done;
import io.callboard.security.UserOutcome.LastAdministrator;
import io.callboard.security.UserOutcome.NameTaken;
import io.callboard.security.UserOutcome.Stale;
import io.callboard.security.UserOutcome.Unknown;
import io.callboard.testing.OnEachDatabase;
import io.callboard.testing.TestDatabase;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class UsersTest {
  private static final PasswordHash PASSWORD = PasswordHash.ofNobody();
  private static final PasswordHash OTHER = PasswordHash.ofNobody();

  private final TestDatabase database;

  UsersTest(TestDatabase database) {
    this.database = database;
  }

  @BeforeEach
  void anAdministrator() {
    database.empty();
    create("admin", Role.ADMIN);
  }

  @Test
  void listsUsersByName() {
    create("zoe", Role.VIEWER);
    create("ben", Role.OPERATOR);

    assertThat(names("")).containsExactly("admin", "ben");
    assertThat(names("ben")).containsExactly("zoe");
  }

  @Test
  void refusesANameThatIsTaken() {
    assertThat(create("admin", Role.VIEWER)).isInstanceOf(NameTaken.class);
  }

  @Test
  void givesANameToOneOfTwoWhoTakeItAtOnce() throws Exception {
    for (int round = 0; round < 10; round++) {
      String name = "new" + round;
      CyclicBarrier both = new CyclicBarrier(2);
      Callable<UserOutcome> creation =
          () -> {
            both.await();
            return create(name, Role.VIEWER);
          };
      try (var threads = Executors.newFixedThreadPool(2)) {
        Set<Class<?>> outcomes = new HashSet<>();
        for (var made : threads.invokeAll(List.of(creation, creation))) {
          outcomes.add(made.get().getClass());
        }
        assertThat(outcomes).isEqualTo(Set.of(Done.class, NameTaken.class));
      }
    }
  }

  @Test
  void refusesANameThatBasicCannotCarry() {
    assertThatThrownBy(() -> create("a:b", Role.VIEWER))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void changesTheVersionWithTheRoleAndWithThePassword() {
    long first = done(create("zoe", Role.VIEWER)).version();

    long second = done(change("zoe", first, Role.OPERATOR)).version();
    long third = done(change("zoe", v -> v == second, null, OTHER)).version();

    assertThat(List.of(first, second, third)).doesNotHaveDuplicates();
    assertThat(find("zoe").orElseThrow().role()).isEqualTo(Role.OPERATOR);
  }

  @Test
  void refusesAChangeOfAnEarlierVersion() {
    long first = done(create("zoe", Role.VIEWER)).version();
    change("zoe", first, Role.OPERATOR);

    assertThat(change("zoe", first, Role.ADMIN)).isInstanceOf(Stale.class);
    assertThat(remove("zoe", v -> v == first)).isInstanceOf(Stale.class);
  }

  @Test
  void knowsNoUserThatWasRemoved() {
    create("zoe", Role.VIEWER);
    assertThat(remove("zoe")).isInstanceOf(Done.class);

    assertThat(remove("zoe")).isInstanceOf(Unknown.class);
    assertThat(find("zoe")).isEmpty();
  }

  @Test
  void keepsTheLastAdministrator() {
    assertThat(remove("admin")).isInstanceOf(LastAdministrator.class);
    assertThat(change("admin", v -> true, Role.OPERATOR, null))
        .isInstanceOf(LastAdministrator.class);
    assertThat(change("admin", v -> true, Role.ADMIN, OTHER)).isInstanceOf(Done.class);
  }

  @Test
  void keepsOneOfTwoAdministratorsThatRemoveEachOther() throws Exception {
    for (int round = 0; round < 10; round++) {
      create("other", Role.ADMIN);
      List<Callable<UserOutcome>> removals = List.of(() -> remove("admin"), () -> remove("other"));
      try (var threads = Executors.newFixedThreadPool(2)) {
        Set<Class<?>> outcomes = new HashSet<>();
        for (var removal : threads.invokeAll(removals)) {
          outcomes.add(removal.get().getClass());
        }
        assertThat(outcomes).isEqualTo(Set.of(Done.class, LastAdministrator.class));
      }
      anAdministrator();
    }
  }

  private UserOutcome create(String name, Role role) {
    return users(users -> users.create(name, role, PASSWORD));
  }

  private UserOutcome change(String name, long version, Role role) {
    return change(name, v -> v == version, role, null);
  }

  private UserOutcome change(
      String name, LongPredicate expected, @Nullable Role role, @Nullable PasswordHash password) {
    return users(users -> users.change(name, expected, role, password));
  }

  private UserOutcome remove(String name) {
    return remove(name, version -> true);
  }

  private UserOutcome remove(String name, LongPredicate expected) {
    return users(users -> users.remove(name, expected));
  }

  private Optional<UserView> find(String name) {
    return users(users -> users.find(name));
  }

  private List<String> names(String after) {
    return users(users -> users.list(after, 2)).stream().map(UserView::name).toList();
  }

  private static UserView done(UserOutcome outcome) {
    return ((Done) outcome).user();
  }

  private <T> T users(Function<Users, T> work) {
    return database.inTransaction(em -> work.apply(new Users(em, Clock.systemUTC())));
  }
}
