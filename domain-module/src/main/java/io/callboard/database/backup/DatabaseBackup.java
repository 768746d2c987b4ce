package io.callboard.database.backup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hibernate.Session;

/**
 * The backup of the embedded database while it is in use: reads and settlement continue. The time
 * it takes grows with the file, so it runs outside a transaction.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.NOT_SUPPORTED)
public class DatabaseBackup {
  private static final System.Logger LOG = System.getLogger(DatabaseBackup.class.getName());

  private final EntityManager entities;
  private final Clock clock;
  private final AtomicBoolean busy = new AtomicBoolean();

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected DatabaseBackup() {
    this(null, null);
  }

  @Inject
  public DatabaseBackup(EntityManager entities, Clock clock) {
    this.entities = entities;
    this.clock = clock;
  }

  /** Makes a backup, unless one is running on this node. */
  public BackupOutcome make() {
    if (!busy.compareAndSet(false, true)) {
      return new BackupOutcome.Busy();
    }
    try {
      return entities.unwrap(Session.class).doReturningWork(this::make);
    } finally {
      busy.set(false);
    }
  }

  private BackupOutcome make(Connection connection) throws SQLException {
    Optional<BackupFile> file = BackupFile.of(connection);
    if (file.isEmpty()) {
      return new BackupOutcome.NotEmbedded();
    }
    Instant at = clock.instant();
    try {
      long bytes = file.get().write(connection);
      return new BackupOutcome.Made(file.get().path().toString(), bytes, at);
    } catch (SQLException | IOException e) {
      LOG.log(
          Level.ERROR, "The backup was not written; the previous backup, if any, is unchanged", e);
      return new BackupOutcome.Failed();
    }
  }
}
