package io.callboard.ledger;

import java.util.Map;

/**
 * The events of a message that one transaction settles.
 *
 * @param begun whether {@link Ledger#settled} returned any of its events
 * @param events how many events of each source the transaction settles
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
