package io.callboard.provider;

import io.callboard.eventlog.StoredEvent;
import io.callboard.signature.Verification.Verified;
import io.callboard.time.EventTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A delivery that passed the signature rules of its source, with what they proved. */
public record ProvenDelivery(Delivery delivery, Verified proof) {

  /** Returns the delivery of a logged event; empty if its body is no longer kept. */
  public static Optional<ProvenDelivery> of(StoredEvent event) {
    byte[] body = event.body();
    if (body == null) {
      return Optional.empty();
    }
    Map<String, List<String>> headers = new HashMap<>();
    event.headers().names().forEach(name -> headers.put(name, event.headers().strings(name)));
    Delivery delivery =
        new Delivery(
            event.id(),
            event.source(),
            event.contentType(),
            headers,
            body,
            event.receivedAt(),
            event.address() == null ? "" : event.address());
    return Optional.of(
        new ProvenDelivery(delivery, new Verified(event.proven(), event.secretIndex())));
  }

  /**
   * Returns {@code time}, or the arrival if the time lies further ahead of it than {@code ahead}.
   * For an unsigned event, every time ahead of the arrival is replaced.
   */
  public Instant bounded(Instant time, Duration ahead) {
    Duration most = proof.proven().isEmpty() ? Duration.ZERO : ahead;
    return EventTime.bounded(time, delivery.receivedAt(), most);
  }

  /** Returns whether the signature covered a part, such as {@code body}, on arrival. */
  public boolean proves(String part) {
    return proof.proven().contains(part);
  }
}
