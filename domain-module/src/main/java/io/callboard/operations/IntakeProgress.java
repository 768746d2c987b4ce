package io.callboard.operations;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What this node has on its way between the answer to a provider and the event log; the ledger
 * needs it beside the database.
 */
@ApplicationScoped
public class IntakeProgress {

  /** A lane of a run, and a source in it. */
  public record Stream(UUID run, int lane, String source) {}

  /** A message of a lane. */
  public record MessageNumber(UUID run, int lane, long number) {}

  private final Map<Stream, Long> sent = new ConcurrentHashMap<>();
  private final Set<MessageNumber> failing = ConcurrentHashMap.newKeySet();
  private final AtomicInteger active = new AtomicInteger();
  private volatile Instant lastDelivery = Clock.systemUTC().instant();

  /** A message is durable: its lane has now carried this many events of the source. */
  public void sent(Stream stream, long cumulative) {
    sent.put(stream, cumulative);
  }

  /** A listener begins with a message. */
  public void deliveryBegins() {
    active.incrementAndGet();
  }

  /** A listener is done with a message, or has given it back to the broker. */
  public void deliveryEnds(Instant now) {
    lastDelivery = now;
    active.decrementAndGet();
  }

  /** A message was given back to the broker, which will deliver it again. */
  public void failed(MessageNumber message) {
    failing.add(message);
  }

  /** A message was settled. */
  public void settled(MessageNumber message) {
    failing.remove(message);
  }

  /** How many events each lane of this run has carried. */
  public Map<Stream, Long> sent() {
    return Map.copyOf(sent);
  }

  /** Messages that failed at least once and wait in the broker. */
  public Set<MessageNumber> failing() {
    return Set.copyOf(failing);
  }

  /** Whether nothing waits for redelivery and no listener had anything to do for so long. */
  public boolean quiet(Duration duration, Instant now) {
    return failing.isEmpty() && active.get() == 0 && lastDelivery.plus(duration).isBefore(now);
  }
}
