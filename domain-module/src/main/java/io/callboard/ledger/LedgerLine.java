package io.callboard.ledger;

import org.jspecify.annotations.Nullable;

/**
 * The account of one source. {@code accepted} is what the lanes carried, counted independently of
 * the events' states.
 *
 * @param missing events whose message is lost, because later messages of their lane were settled
 * @param rejected refused deliveries, which are not among the accepted
 * @param balanced null while work is in flight, then whether nothing is missing and the sums agree
 */
public record LedgerLine(
    String source,
    long accepted,
    long applied,
    long duplicate,
    long ignored,
    long held,
    long pending,
    long failed,
    long queued,
    long parked,
    long missing,
    long rejected,
    @Nullable Boolean balanced) {

  long settled() {
    return applied + duplicate + ignored + held + pending + failed + parked;
  }
}
