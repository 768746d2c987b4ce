package io.callboard.intake.settlement;

import io.callboard.intake.journal.Bundle;
import io.callboard.provider.ProvenDelivery;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The settlement of bundles, each in one transaction if possible. An event is logged as {@code
 * FAILED} if, alone in its transaction, it repeats a data error or makes our own code fail in
 * several deliveries. No other failure is attributed to an event.
 */
@ApplicationScoped
public class BundleSettler {
  private static final System.Logger LOG = System.getLogger(BundleSettler.class.getName());

  /** After this many deliveries a bundle is settled event by event from the start. */
  private static final int WHOLE_DELIVERIES = 3;

  /** Attempts at a transaction that fails with contention or a data error. */
  private static final int TRIES = 3;

  /** Attempts at a transaction of several bundles, after which each bundle is settled alone. */
  private static final int TRIES_TOGETHER = 2;

  /** Concurrent transactions for new bundles. */
  private static final int TRANSACTIONS = 2;

  /** Maximum bytes of bodies per such transaction, unless one bundle has more. */
  private static final long MAX_BYTES = 2 << 20;

  /** How long few events wait for others to share a transaction; too short to be noticed. */
  private static final Duration GATHERING = Duration.ofMillis(10);

  /** After this time a bundle is settled without waiting for those transactions. */
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
   * @throws RuntimeException if an event cannot be settled now; events settled before stay settled
   * @throws InterruptedException while it waits for other bundles; nothing of it is settled
   */
  public void settle(Bundle bundle, int deliveries) throws InterruptedException {
    if (deliveries <= WHOLE_DELIVERIES) {
      try {
        settleWhole(bundle, deliveries);
        return;
      } catch (RuntimeException e) {
        if (Fault.of(e) != Fault.DATA) {
          throw e;
        }
        LOG.log(Level.DEBUG, "A bundle failed again (data error) and is settled event by event", e);
      }
    }
    settleOneByOne(bundle, deliveries);
  }

  /**
   * Settles a bundle in one transaction. Most bundles are delivered once, so the first delivery
   * does not check whether the bundle was settled before. If it was (the process died before the
   * acknowledgement), it fails on a key and the check follows.
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
   * Settles new bundles in one transaction. If another transaction was inserting the same record,
   * the second attempt finds it. If one bundle makes all fail again, it is found when each bundle
   * is settled alone.
   */
  private void settleTogether(List<Bundle> bundles) {
    boolean several = bundles.size() > 1;
    try {
      retried(several ? TRIES_TOGETHER : 1, () -> settlement.settleNew(bundles));
    } catch (RuntimeException e) {
      Fault fault = Fault.of(e);
      if (several && fault != Fault.OUTAGE) {
        String message = "{0} bundles cannot be settled together ({1}); each is settled alone";
        LOG.log(Level.INFO, message, bundles.size(), fault);
      }
      throw e;
    }
  }

  /**
   * Settles the events of a bundle one by one. It continues after an event that cannot be settled,
   * so that this event does not block the following ones.
   */
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
      boolean blamed = fault == Fault.DATA || (fault == Fault.CODE && failures.reachLimit(id));
      if (!blamed) {
        throw e instanceof RuntimeException failure ? failure : new IllegalStateException(e);
      }
      LOG.log(Level.ERROR, "Event " + id + " cannot be settled and is logged as FAILED", e);
      settlement.fail(bundle, event, cause(e), deliveries);
    }
  }

  /** Returns the cause that the event log keeps for an event that could not be settled. */
  private static String cause(Throwable thrown) {
    return Fault.isOfDatabase(thrown)
        ? "the database rejects its data"
        : "it cannot be applied to its record; see the server's log";
  }

  /**
   * Runs a transaction, with retries. If two transactions insert the same record, the second fails
   * with what looks like a data error; its retry does not.
   */
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
