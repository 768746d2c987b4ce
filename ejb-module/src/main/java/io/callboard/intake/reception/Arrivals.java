package io.callboard.intake.reception;

import io.callboard.provider.Delivery;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The factory of deliveries, which assigns their arrival times and ids. */
@ApplicationScoped
public class Arrivals {
  private final EventIds ids = new EventIds();
  private final Clock clock;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected Arrivals() {
    this.clock = null;
  }

  @Inject
  public Arrivals(Clock clock) {
    this.clock = clock;
  }

  /** Creates a delivery that arrives now; its time has millisecond precision. */
  public Delivery arrive(
      String source,
      @Nullable String contentType,
      Map<String, List<String>> headers,
      byte[] body,
      String address) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return new Delivery(ids.next(now), source, contentType, headers, body, now, address);
  }
}
