package io.callboard.intake.replay;

import io.callboard.intake.settlement.Fault;
import io.callboard.intake.settlement.RepeatedFailures;
import io.callboard.source.SourceState;
import io.callboard.source.SourceStates;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The work that takes sources from resuming to running; called about once a second. Everything that
 * is left to do is in the database: if the node ends, another node or the next start continues.
 */
@ApplicationScoped
public class Resumption {
  private static final System.Logger LOG = System.getLogger(Resumption.class.getName());
  private static final int CHUNK = 100;

  /** Rounds for one source before the next source follows. */
  private static final int TURN = 100;

  private final SourceStates states;
  private final HeldDrain drain;
  private final RepeatedFailures failures = new RepeatedFailures();

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected Resumption() {
    this.states = null;
    this.drain = null;
  }

  @Inject
  public Resumption(SourceStates states, HeldDrain drain) {
    this.states = states;
    this.drain = drain;
  }

  /**
   * Applies held events of the resuming sources, in up to {@value #TURN} rounds for each.
   *
   * @throws RuntimeException if the database cannot be used
   */
  public void run() {
    List<RuntimeException> outages = new ArrayList<>();
    states
        .notRunning()
        .forEach(
            (source, state) -> {
              if (state == SourceState.RESUMING) {
                resume(source, outages);
              }
            });
    if (!outages.isEmpty()) {
      throw outages.getFirst();
    }
  }

  private void resume(String source, List<RuntimeException> outages) {
    try {
      for (int turn = 0; turn < TURN; turn++) {
        if (apply(source) == 0 && drain.finish(source)) {
          return;
        }
      }
    } catch (RuntimeException e) {
      Fault fault = Fault.of(e);
      if (fault == Fault.OUTAGE) {
        outages.add(e);
        return;
      }
      Level level = fault == Fault.CONTENTION ? Level.DEBUG : Level.WARNING;
      LOG.log(level, "Applying held events of " + source + " failed; it is retried", e);
    }
  }

  /** Applies the next held events; an event that fails even alone ends as FAILED. */
  private int apply(String source) {
    try {
      return drain.apply(source, CHUNK);
    } catch (RuntimeException e) {
      Fault fault = Fault.of(e);
      if (fault != Fault.DATA && fault != Fault.CODE) {
        throw e;
      }
    }
    Optional<UUID> first = drain.first(source);
    try {
      return drain.apply(source, 1);
    } catch (RuntimeException e) {
      Fault fault = Fault.of(e);
      UUID event = first.orElseThrow(() -> e);
      if (fault != Fault.DATA && !(fault == Fault.CODE && failures.reachLimit(event))) {
        throw e;
      }
      LOG.log(
          Level.ERROR,
          "Event " + event + " of source " + source + " cannot be applied and ends as FAILED",
          e);
      drain.fail(event);
      return 1;
    }
  }
}
