package io.callboard.intake.settlement;

import io.callboard.intake.ProvenDelivery;
import io.callboard.intake.journal.Bundle;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Settles a bundle, whole if possible. An event that alone in its transaction repeats a data error,
 * or at which alone our own code fails in several deliveries, is the culprit and is logged as
 * {@code FAILED}; for anything else that goes wrong no event is blamed.
 */
@ApplicationScoped
public class BundleSettler {
  private static final System.Logger LOG = System.getLogger(BundleSettler.class.getName());

  /** After so many deliveries a bundle starts event by event. */
  private static final int WHOLE_DELIVERIES = 3;

  /** How often a transaction is tried that another was in the way of. */
  private static final int TRIES = 3;

  /** The same of several bundles, each of which is settled by itself after that. */
  private static final int TRIES_TOGETHER = 2;

  /** How many transactions settle new bundles at a time. */
  private static final int TRANSACTIONS = 2;

  /** How many bytes of bodies such a transaction settles, unless one bundle has more. */
  private static final long MAX_BYTES = 2 << 20;

  /** How long few events wait for others to share a transaction: too short for anyone to see. */
  private static final Duration GATHERING = Duration.ofMillis(10);

  /** After so long a bundle does not wait for those transactions any more. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Settlement settlement;
  private final GroupCommit newBundles;
  private final RepeatedFailures failures = new RepeatedFailures();

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected BundleSettler() {
    this.settlement = null;
    this.newBundles = null;
  }

  @Inject
  BundleSettler(Settlement settlement) {
    this.settlement = settlement;
    this.newBundles =
        new GroupCommit(TRANSACTIONS, MAX_BYTES, GATHERING, PATIENCE, this::settleTogether);
  }

  /**
   * Settles all events of a bundle.
   *
   * @param deliveries how often the broker has delivered it
   * @throws RuntimeException what stands in the way; events settled until then stay settled
   * @throws InterruptedException while others were being settled; nothing of it is settled
   */
  void settle(Bundle bundle, int deliveries) throws InterruptedException {
    if (deliveries <= WHOLE_DELIVERIES) {
      try {
        settleWhole(bundle, deliveries);
        return;
      } catch (RuntimeException e) {
        if (Fault.of(e) != Fault.DATA) {
          throw e;
        }
        LOG.log(Level.DEBUG, "A bundle repeats a data error and is settled event by event", e);
      }
    }
    settleOneByOne(bundle, deliveries);
  }

  /**
   * Most bundles come once: the first time none is asked whether it was settled before, and one
   * that was (its acknowledgement died with a process) fails on a key and is asked then.
   */
  private void settleWhole(Bundle bundle, int deliveries) throws InterruptedException {
    if (deliveries == 1) {
      try {
        newBundles.settle(bundle);
        return;
      } catch (RuntimeException e) {
        if (Fault.of(e) == Fault.OUTAGE) {
          throw e;
        }
      }
    }
    retried(TRIES, () -> settlement.settle(bundle, deliveries));
  }

  /**
   * Settles new bundles in one transaction. A record that another transaction was just making is
   * there the next time; a bundle that stands in the way of the others then too is found when each
   * is settled by itself.
   */
  private void settleTogether(List<Bundle> bundles) {
    boolean several = bundles.size() > 1;
    try {
      retried(several ? TRIES_TOGETHER : 1, () -> settlement.settleNew(bundles));
    } catch (RuntimeException e) {
      Fault fault = Fault.of(e);
      if (several && fault != Fault.OUTAGE) {
        String message = "{0} bundles cannot be settled together ({1}); each is settled by itself";
        LOG.log(Level.INFO, message, bundles.size(), fault);
      }
      throw e;
    }
  }

  /** Goes on past an event that cannot be settled, so that those behind it are not kept waiting. */
  private void settleOneByOne(Bundle bundle, int deliveries) {
    @Nullable RuntimeException inTheWay = null;
    for (ProvenDelivery event : bundle.deliveries()) {
      try {
        settleAlone(bundle, event, deliveries);
      } catch (RuntimeException e) {
        if (Fault.of(e) == Fault.OUTAGE) {
          throw e;
        }
        inTheWay = e;
      }
    }
    if (inTheWay != null) {
      throw inTheWay;
    }
  }

  private void settleAlone(Bundle bundle, ProvenDelivery event, int deliveries) {
    UUID id = event.delivery().id();
    try {
      retried(TRIES, () -> settlement.settleAlone(bundle, event, deliveries));
    } catch (RuntimeException | StackOverflowError | AssertionError e) {
      Fault fault = Fault.of(e);
      boolean blamed = fault == Fault.DATA || (fault == Fault.CODE && failures.areEnough(id));
      if (!blamed) {
        throw e instanceof RuntimeException failure ? failure : new IllegalStateException(e);
      }
      LOG.log(Level.ERROR, "Event " + id + " cannot be settled and is logged as FAILED", e);
      settlement.fail(bundle, event, cause(e), deliveries);
    }
  }

  /** What the log says of an event that could not be settled. */
  private static String cause(Throwable thrown) {
    return Fault.isOfDatabase(thrown)
        ? "the database does not take its data"
        : "it cannot be applied to its record; the server's log says more";
  }

  /** Two transactions that insert one record look like a data error to the second, once. */
  private static void retried(int tries, Runnable transaction) {
    for (int attempt = 1; ; attempt++) {
      try {
        transaction.run();
        return;
      } catch (RuntimeException e) {
        Fault fault = Fault.of(e);
        if (attempt == tries || (fault != Fault.CONTENTION && fault != Fault.DATA)) {
          throw e;
        }
      }
    }
  }
}
