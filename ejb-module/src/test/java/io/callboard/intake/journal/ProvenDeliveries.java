package io.callboard.intake.journal;

import io.callboard.intake.reception.Arrivals;
import io.callboard.provider.Delivery;
import io.callboard.provider.ProvenDelivery;
import io.callboard.signature.Verification.Verified;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** Deliveries for tests. */
final class ProvenDeliveries {
  static final Instant ARRIVAL = Instant.parse("2026-11-21T12:00:00.123Z");
  private static final Arrivals ARRIVALS = new Arrivals(Clock.fixed(ARRIVAL, ZoneOffset.UTC));

  private ProvenDeliveries() {}

  static ProvenDelivery proven(String source, String body) {
    return proven(source, body.getBytes(StandardCharsets.UTF_8));
  }

  static ProvenDelivery proven(String source, byte[] body) {
    Delivery delivery =
        ARRIVALS.arrive(
            source,
            "application/json; charset=utf-8",
            Map.of("x-signature", List.of("t=1, v1=é", "second"), "empty", List.of("")),
            body,
            "127.0.0.1");
    return new ProvenDelivery(delivery, new Verified(List.of("timestamp", "body"), 1));
  }
}
