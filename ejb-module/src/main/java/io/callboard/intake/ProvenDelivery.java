package io.callboard.intake;

import io.callboard.eventlog.StoredEvent;
import io.callboard.signature.Verification.Verified;
import io.callboard.time.EventTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A delivery that its source's signature rules let pass, with what they proved. */
public record ProvenDelivery(Delivery delivery, Verified proof) implements Submission {

  /** An event of the log as it came; absent when its bytes are kept no more. */
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
   * Returns the time that counts for the event: its own, or its arrival when its own lies further
   * ahead than a signer's clock may. Of an unsigned event no time ahead of arrival counts.
   */
  public Instant bounded(Instant time, Duration ahead) {
    Duration most = proof.proven().isEmpty() ? Duration.ZERO : ahead;
    return EventTime.bounded(time, delivery.receivedAt(), most);
  }

  /** Whether the signature covered that part, such as {@code body}, when the delivery came. */
  public boolean proves(String part) {
    return proof.proven().contains(part);
  }
}
