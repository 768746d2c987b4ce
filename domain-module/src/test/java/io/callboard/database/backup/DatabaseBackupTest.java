package io.callboard.database.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import jakarta.persistence.EntityManager;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DatabaseBackupTest {
  private final List<BackupOutcome> meanwhile = new ArrayList<>();
  private final DatabaseBackup backup = new DatabaseBackup(asksForAnother(), Clock.systemUTC());

  /**
   * Returns an entity manager that requests another backup while one is running, and then fails.
   */
  private EntityManager asksForAnother() {
    return (EntityManager)
        Proxy.newProxyInstance(
            EntityManager.class.getClassLoader(),
            new Class<?>[] {EntityManager.class},
            (self, method, arguments) -> {
              meanwhile.add(backup().make());
              throw new IllegalStateException("no database");
            });
  }

  private DatabaseBackup backup() {
    return backup;
  }

  @Test
  void oneIsMadeAtATimeAndAFailureDoesNotEndThat() {
    for (int attempt = 0; attempt < 2; attempt++) {
      assertThatIllegalStateException().isThrownBy(backup::make).withMessage("no database");
    }

    assertThat(meanwhile).containsExactly(new BackupOutcome.Busy(), new BackupOutcome.Busy());
  }
}
