package io.callboard.operations;

import io.callboard.persistence.Statements;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The states of sources, in their rows of totals. Whoever changes one waits for the transactions
 * that have settled under it; those that have not come so far find it changed and begin again.
 */
@ApplicationScoped
@Transactional
public class SourceStates {
  private final Statements statements;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected SourceStates() {
    this.statements = null;
  }

  @Inject
  public SourceStates(EntityManager entities) {
    this.statements = new Statements(entities);
  }

  /** The sources that are not {@link SourceState#RUNNING}. */
  public Map<String, SourceState> notRunning() {
    return statements
        .query(
            "select source, state from source_total where state <> 'RUNNING'",
            statement -> {},
            row -> Map.entry(row.getString(1), SourceState.valueOf(row.getString(2))))
        .stream()
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Holds what a source sends from now on; refused when it is paused already. */
  public StateOutcome pause(String source) {
    SourceState state = lock(source);
    return state == SourceState.PAUSED
        ? new StateOutcome.Refused(state)
        : become(source, SourceState.PAUSED);
  }

  /** Begins to apply what was held; refused when the source is not paused. */
  public StateOutcome resume(String source) {
    SourceState state = lock(source);
    return state == SourceState.PAUSED
        ? become(source, SourceState.RESUMING)
        : new StateOutcome.Refused(state);
  }

  /** Lets a source run that {@link #lock} told to be resuming and that holds nothing more. */
  public void run(String source) {
    become(source, SourceState.RUNNING);
  }

  /** The state of a source, which nobody changes until this transaction is over. */
  public SourceState lock(String source) {
    statements.update(
        "insert into source_total (source, applied, duplicate, ignored, held, pending, failed,"
            + " parked, rejected) values (?, 0, 0, 0, 0, 0, 0, 0, 0) on conflict do nothing",
        statement -> statement.setString(1, source));
    return statements
        .query(
            "select state from source_total where source = ? for update",
            statement -> statement.setString(1, source),
            row -> SourceState.valueOf(row.getString(1)))
        .getFirst();
  }

  private StateOutcome become(String source, SourceState state) {
    statements.update(
        "update source_total set state = ? where source = ?",
        statement -> {
          statement.setString(1, state.name());
          statement.setString(2, source);
        });
    return new StateOutcome.Done();
  }
}
