package io.callboard.upkeep;

import io.callboard.intake.fetching.Fetcher;
import io.callboard.intake.fetching.ProviderApis;
import io.callboard.intake.fetching.ProviderApis.SourceApi;
import io.callboard.intake.fetching.Reconciler;
import io.callboard.intake.source.Sources;
import io.callboard.operations.IntakeHealth;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Looks every second for what is due at each source's API. The calls have threads of their own: the
 * server's scheduler has few, which other work needs while an API does not answer. No thread is
 * interrupted when the application stops, since it may be in H2, which then closes its file.
 */
@Startup
@Singleton(name = "FetchSchedule")
@TransactionManagement(TransactionManagementType.BEAN)
public class FetchSchedule {
  private static final System.Logger LOG = System.getLogger(FetchSchedule.class.getName());
  private static final int MOST_THREADS = 8;
  private static final long PAUSE_MILLIS = 1_000;

  @Resource private ManagedScheduledExecutorService executor;
  @Resource private ManagedThreadFactory threads;
  @Inject private Sources sources;
  @Inject private ProviderApis apis;
  @Inject private Fetcher fetcher;
  @Inject private Reconciler reconciler;
  @Inject private IntakeHealth health;
  private final Set<String> busy = ConcurrentHashMap.newKeySet();
  private @Nullable ExecutorService workers;
  private @Nullable Future<?> ticks;

  @PostConstruct
  void begin() {
    List<String> names =
        sources.all().stream()
            .filter(source -> apis.of(source).isPresent())
            .map(source -> source.name())
            .toList();
    if (names.isEmpty()) {
      return;
    }
    ExecutorService pool =
        Executors.newFixedThreadPool(Math.min(names.size(), MOST_THREADS), threads);
    workers = pool;
    ticks =
        executor.scheduleWithFixedDelay(
            () -> names.forEach(name -> start(name, pool)),
            PAUSE_MILLIS,
            PAUSE_MILLIS,
            TimeUnit.MILLISECONDS);
  }

  @PreDestroy
  void end() {
    if (ticks != null) {
      ticks.cancel(false);
    }
    if (workers != null) {
      workers.shutdown();
    }
  }

  /** Unless the source's last turn goes on. */
  private void start(String source, ExecutorService pool) {
    if (health.databaseUp() && busy.add(source)) {
      pool.execute(() -> attempt(source));
    }
  }

  private void attempt(String source) {
    try {
      sources.named(source).flatMap(apis::of).ifPresent(this::work);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "Fetching for {0} is put off: {1}", source, e.toString());
    } finally {
      busy.remove(source);
    }
  }

  private void work(SourceApi from) {
    reconciler.reconcileDue(from);
    fetcher.fetchDue(from);
  }
}
