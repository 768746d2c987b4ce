package io.callboard.web.api;

import io.callboard.fetch.ApiHealth;
import io.callboard.fetch.ApiState;
import io.callboard.fetch.ReconciliationView;
import io.callboard.fetch.Reconciliations;
import io.callboard.intake.Source;
import io.callboard.intake.fetching.ProviderApis;
import io.callboard.intake.fetching.ProviderApis.SourceApi;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known of the REST APIs that sources' records are fetched from. */
@Dependent
public class SourceApis {
  private final ProviderApis apis;
  private final ApiHealth health;
  private final Reconciliations reconciliations;

  @Inject
  SourceApis(ProviderApis apis, ApiHealth health, Reconciliations reconciliations) {
    this.apis = apis;
    this.health = health;
    this.reconciliations = reconciliations;
  }

  /** How they all are now. */
  States states() {
    return new States(apis, health.states(), reconciliations.views());
  }

  /** Whether a source can be compared with its provider's list. */
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
