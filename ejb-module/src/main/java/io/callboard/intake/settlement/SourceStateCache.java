package io.callboard.intake.settlement;

import io.callboard.source.SourceState;
import io.callboard.source.SourceStates;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;

/**
 * A cache of the states of sources on this node. It may be stale: each settlement passes the state
 * it used to the ledger. If the source has another state, the ledger rejects the settlement and the
 * cache is refreshed. So a running source costs no statement, and no event is settled under a wrong
 * state.
 */
@ApplicationScoped
class SourceStateCache {
  private final SourceStates states;
  private volatile Map<String, SourceState> notRunning = Map.of();

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected SourceStateCache() {
    this.states = null;
  }

  @Inject
  SourceStateCache(SourceStates states) {
    this.states = states;
  }

  /** Returns the cached states of the sources that are not running. */
  Map<String, SourceState> notRunning() {
    return notRunning;
  }

  /** Reads the states from the database again. */
  void refresh() {
    notRunning = states.notRunning();
  }
}
