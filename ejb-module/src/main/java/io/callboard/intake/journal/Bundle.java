package io.callboard.intake.journal;

import io.callboard.intake.ProvenDelivery;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What one message of the intake queue carries.
 *
 * @param number counts the lane's messages from 1; 0 is a probe without events
 * @param carried how many events of each source the lane has carried up to and including this
 *     message
 */
public record Bundle(
    UUID run, int lane, long number, Map<String, Long> carried, List<ProvenDelivery> deliveries) {

  /** Closes a bundle: so many events, or so many bytes. */
  static final int MAX_EVENTS = 256;

  public Bundle {
    carried = Map.copyOf(carried);
    deliveries = List.copyOf(deliveries);
  }

  static Bundle probe(UUID run) {
    return new Bundle(run, 0, 0, Map.of(), List.of());
  }

  /** How many of its events each source sent, in the order in which the sources first appear. */
  Map<String, Integer> events() {
    Map<String, Integer> events = new LinkedHashMap<>();
    deliveries.forEach(proven -> events.merge(proven.delivery().source(), 1, Integer::sum));
    return events;
  }
}
