package io.callboard.intake.journal;

import io.callboard.provider.ProvenDelivery;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The content of one message of the intake queue.
 *
 * @param number the number of the message in its lane, from 1; 0 for a probe without events
 * @param carried how many events of each source the lane has carried up to and including this
 *     message
 */
public record Bundle(
    UUID run, int lane, long number, Map<String, Long> carried, List<ProvenDelivery> deliveries) {

  /** Most events of a bundle. */
  static final int MAX_EVENTS = 256;

  public Bundle {
    carried = Map.copyOf(carried);
    deliveries = List.copyOf(deliveries);
  }

  static Bundle probe(UUID run) {
    return new Bundle(run, 0, 0, Map.of(), List.of());
  }

  /**
   * Returns how many events of each source the bundle contains, in the order of their first event.
   */
  Map<String, Integer> events() {
    Map<String, Integer> events = new LinkedHashMap<>();
    deliveries.forEach(proven -> events.merge(proven.delivery().source(), 1, Integer::sum));
    return events;
  }
}
