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
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Looks every second for what is due at each source's API; a source whose API is slow keeps no
 * other waiting.
 */
@Startup
@Singleton(name = "FetchSchedule")
@TransactionManagement(TransactionManagementType.BEAN)
public class FetchSchedule {
  private static final System.Logger LOG = System.getLogger(FetchSchedule.class.getName());
  private static final long PAUSE_MILLIS = 1_000;

  @Resource private ManagedScheduledExecutorService executor;
  @Inject private Sources sources;
  @Inject private ProviderApis apis;
  @Inject private Fetcher fetcher;
  @Inject private Reconciler reconciler;
  @Inject private IntakeHealth health;
  private final List<Future<?>> tasks = new ArrayList<>();

  @PostConstruct
  void begin() {
    sources.all().stream()
        .filter(source -> apis.of(source).isPresent())
        .forEach(source -> repeat(source.name()));
  }

  @PreDestroy
  void end() {
    tasks.forEach(task -> task.cancel(false));
  }

  private void repeat(String source) {
    tasks.add(
        executor.scheduleWithFixedDelay(
            () -> attempt(source), PAUSE_MILLIS, PAUSE_MILLIS, TimeUnit.MILLISECONDS));
  }

  private void attempt(String source) {
    if (!health.databaseUp()) {
      return;
    }
    try {
      sources.named(source).flatMap(apis::of).ifPresent(this::work);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "Fetching for {0} is put off: {1}", source, e.toString());
    }
  }

  private void work(SourceApi from) {
    reconciler.reconcileDue(from);
    fetcher.fetchDue(from);
  }
}
