package io.callboard.ledger;

import org.jspecify.annotations.Nullable;

/**
 * The account of one source. {@code accepted} is what the lanes carried, counted apart from what
 * became of it.
 *
 * @param missing events whose message is gone: later ones of their lane were settled and they were
 *     not
 * @param rejected deliveries refused; not among the accepted
 * @param balanced null while work is in flight, then whether nothing is missing and the sum is
 *     right
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
