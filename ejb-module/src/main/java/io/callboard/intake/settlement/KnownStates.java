package io.callboard.intake.settlement;

import io.callboard.operations.SourceState;
import io.callboard.operations.SourceStates;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;

/**
 * The states of sources as this node last saw them. They may be old: a transaction that settles
 * under one says so to the ledger, which refuses when the source is in another; then they are read
 * again. So a source that runs costs no statement, and none is settled under a state that is not.
 */
@ApplicationScoped
public class KnownStates {
  private final SourceStates states;
  private volatile Map<String, SourceState> notRunning = Map.of();

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected KnownStates() {
    this.states = null;
  }

  @Inject
  KnownStates(SourceStates states) {
    this.states = states;
  }

  /** The sources that do not run. */
  Map<String, SourceState> notRunning() {
    return notRunning;
  }

  /** Looks again. */
  void refresh() {
    notRunning = states.notRunning();
  }
}
