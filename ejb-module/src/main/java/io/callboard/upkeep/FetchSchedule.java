package io.callboard.upkeep;

import io.callboard.health.IntakeHealth;
import io.callboard.intake.fetching.Fetcher;
import io.callboard.intake.fetching.ProviderApis;
import io.callboard.intake.fetching.ProviderApis.SourceApi;
import io.callboard.intake.fetching.Reconciler;
import io.callboard.intake.source.Sources;
import io.callboard.time.RecurringWork;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * The timer that runs the due API calls of each source every second. The calls have threads of
 * their own, so that a source whose API does not answer delays no other. No thread is interrupted
 * when the application stops: it may be inside H2, which would close its file.
 */
@Startup
@DependsOn("SettingsAtStartup")
@Singleton(name = "FetchSchedule")
@TransactionManagement(TransactionManagementType.BEAN)
public class FetchSchedule {
  private static final int MOST_THREADS = 8;
  private static final Duration PAUSE = Duration.ofSeconds(1);

  @Resource private ManagedThreadFactory threads;
  @Inject private Sources sources;
  @Inject private ProviderApis apis;
  @Inject private Fetcher fetcher;
  @Inject private Reconciler reconciler;
  @Inject private IntakeHealth health;
  @Inject private Attempt attempt;
  private final Set<String> busy = ConcurrentHashMap.newKeySet();
  private @Nullable ExecutorService workers;
  private @Nullable RecurringWork ticks;

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
    ticks = new RecurringWork(1, threads);
    ticks.repeat(PAUSE, PAUSE, () -> names.forEach(name -> start(name, pool)));
  }

  @PreDestroy
  void end() {
    if (ticks != null) {
      ticks.end();
    }
    if (workers != null) {
      workers.shutdown();
    }
  }

  /** Starts the next run of a source, unless its previous run is still active. */
  private void start(String source, ExecutorService pool) {
    if (health.databaseUp() && busy.add(source)) {
      pool.execute(() -> fetch(source));
    }
  }

  private void fetch(String source) {
    try {
      attempt.at(
          "Fetching for " + source,
          () -> sources.named(source).flatMap(apis::of).ifPresent(this::work));
    } finally {
      busy.remove(source);
    }
  }

  private void work(SourceApi from) {
    reconciler.reconcileDue(from);
    fetcher.fetchDue(from);
  }
}
