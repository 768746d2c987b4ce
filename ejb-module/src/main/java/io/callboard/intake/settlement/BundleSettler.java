package io.callboard.intake.settlement;

import io.callboard.intake.ProvenDelivery;
import io.callboard.intake.journal.Bundle;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * Settles a bundle, whole if possible. An event that alone in its transaction repeats a data error
 * is the culprit and is logged as {@code FAILED}; for anything else that goes wrong no event is
 * blamed.
 */
@ApplicationScoped
public class BundleSettler {
  private static final System.Logger LOG = System.getLogger(BundleSettler.class.getName());

  /** After so many deliveries a bundle starts event by event. */
  private static final int WHOLE_DELIVERIES = 3;

  /** How often a transaction is tried that another was in the way of. */
  private static final int TRIES = 3;

  /** How many transactions settle new bundles at a time. */
  private static final int TRANSACTIONS = 2;

  /** How many events such a transaction settles, unless one bundle has more. */
  private static final int MAX_EVENTS = 512;

  private final Settlement settlement;
  private final GroupCommit newBundles;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected BundleSettler() {
    this.settlement = null;
    this.newBundles = null;
  }

  @Inject
  BundleSettler(Settlement settlement) {
    this.settlement = settlement;
    this.newBundles = new GroupCommit(TRANSACTIONS, MAX_EVENTS, settlement::settleNew);
  }

  /**
   * Settles all events of a bundle.
   *
   * @param deliveries how often the broker has delivered it
   * @throws RuntimeException what stands in the way; events settled until then stay settled
   */
  void settle(Bundle bundle, int deliveries) {
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
  private void settleWhole(Bundle bundle, int deliveries) {
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
    retried(() -> settlement.settle(bundle, deliveries));
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
    try {
      retried(() -> settlement.settleAlone(bundle, event, deliveries));
    } catch (RuntimeException e) {
      if (Fault.of(e) != Fault.DATA) {
        throw e;
      }
      LOG.log(Level.WARNING, "Event {0} cannot be stored as it is", event.delivery().id());
      settlement.fail(bundle, event, "the database does not take its data", deliveries);
    }
  }

  /** Two transactions that insert one record look like a data error to the second, once. */
  private static void retried(Runnable transaction) {
    for (int attempt = 1; ; attempt++) {
      try {
        transaction.run();
        return;
      } catch (RuntimeException e) {
        Fault fault = Fault.of(e);
        if (attempt == TRIES || (fault != Fault.CONTENTION && fault != Fault.DATA)) {
          throw e;
        }
      }
    }
  }
}
