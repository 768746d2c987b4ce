package io.callboard.web.api;

import io.callboard.fetch.ReconciliationView;
import io.callboard.fetch.Reconciliations;
import io.callboard.fetch.queue.ApiHealth;
import io.callboard.fetch.queue.ApiState;
import io.callboard.intake.fetching.ProviderApis;
import io.callboard.intake.fetching.ProviderApis.SourceApi;
import io.callboard.provider.Source;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The state of the REST APIs from which the sources' records are fetched. */
@Dependent
class SourceApis {
  private final ProviderApis apis;
  private final ApiHealth health;
  private final Reconciliations reconciliations;

  @Inject
  SourceApis(ProviderApis apis, ApiHealth health, Reconciliations reconciliations) {
    this.apis = apis;
    this.health = health;
    this.reconciliations = reconciliations;
  }

  /** Returns the current state of all APIs. */
  States states() {
    return new States(apis, health.states(), reconciliations.views());
  }

  /** Returns whether a source can be compared with its provider's list of changes. */
  boolean lists(Source source) {
    return apis.of(source).filter(SourceApi::lists).isPresent();
  }

  /** The APIs of all sources at one moment. */
  record States(
      ProviderApis apis,
      Map<String, ApiState> health,
      Map<String, ReconciliationView> reconciliations) {

    ApiState api(Source source) {
      return apis.of(source).isEmpty()
          ? ApiState.of(ApiState.NONE)
          : health.getOrDefault(source.name(), ApiState.of(ApiState.UNUSED));
    }

    @Nullable ReconciliationView reconciliation(Source source) {
      return reconciliations.get(source.name());
    }
  }
}
