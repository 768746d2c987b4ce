package io.callboard.source;

import io.callboard.persistence.Statements;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The states of sources, stored in their rows of totals. A change waits for the transactions that
 * have settled events under the old state. Transactions that reach the row later find the new state
 * and start again.
 */
@ApplicationScoped
@Transactional
public class SourceStates {
  private final Statements statements;
  private final SourceTotals totals;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected SourceStates() {
    this.statements = null;
    this.totals = null;
  }

  @Inject
  public SourceStates(EntityManager entities) {
    this.statements = new Statements(entities);
    this.totals = new SourceTotals(statements);
  }

  /** Returns the sources that are not {@link SourceState#RUNNING}. */
  public Map<String, SourceState> notRunning() {
    return statements
        .query(
            "select source, state from source_total where state <> 'RUNNING'",
            statement -> {},
            row -> Map.entry(row.getString(1), SourceState.valueOf(row.getString(2))))
        .stream()
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Holds new events of a source from now on; refused if it is already paused. */
  public StateOutcome pause(String source) {
    SourceState state = lock(source);
    return state == SourceState.PAUSED
        ? new StateOutcome.Refused(state)
        : become(source, SourceState.PAUSED);
  }

  /** Begins to apply held events; refused if the source is not paused. */
  public StateOutcome resume(String source) {
    SourceState state = lock(source);
    return state == SourceState.PAUSED
        ? become(source, SourceState.RESUMING)
        : new StateOutcome.Refused(state);
  }

  /**
   * Sets a source to running; {@link #lock} must have returned that it is resuming, and it must
   * have no held events.
   */
  public void run(String source) {
    become(source, SourceState.RUNNING);
  }

  /** Returns the state of a source and locks it until the end of this transaction. */
  public SourceState lock(String source) {
    return totals.lock(source);
  }

  private StateOutcome become(String source, SourceState state) {
    totals.become(source, state);
    return new StateOutcome.Done();
  }
}
