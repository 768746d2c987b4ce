package io.callboard.ledger;

import java.util.Map;

/**
 * What one transaction settles of a message.
 *
 * @param begun whether {@link Ledger#settled} told of any of its events
 * @param events how many events of each source are settled by the transaction
 * @param carried how many events of each of the message's sources its lane had carried up to and
 *     including this message
 */
public record SettledEvents(
    SettledMessage message, boolean begun, Map<String, Integer> events, Map<String, Long> carried) {

  public SettledEvents {
    events = Map.copyOf(events);
    carried = Map.copyOf(carried);
  }
}
