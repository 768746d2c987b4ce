package io.callboard.health;

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
 * The events of this node that are between the answer to a provider and the event log. The ledger
 * needs them in addition to the database.
 */
@ApplicationScoped
public class IntakeProgress {

  /** The events of one source in a lane of a run. */
  public record Stream(UUID run, int lane, String source) {}

  /** The number of a message in a lane. */
  public record MessageNumber(UUID run, int lane, long number) {}

  private final Map<Stream, Long> sent = new ConcurrentHashMap<>();
  private final Set<MessageNumber> failing = ConcurrentHashMap.newKeySet();
  private final AtomicInteger active = new AtomicInteger();
  private volatile Instant lastDelivery = Clock.systemUTC().instant();

  /** Records a durable message: its lane has now carried this number of events of the source. */
  public void sent(Stream stream, long cumulative) {
    sent.put(stream, cumulative);
  }

  /** Records that a listener begins with a message. */
  public void deliveryBegins() {
    active.incrementAndGet();
  }

  /** Records that a listener has finished a message or returned it to the broker. */
  public void deliveryEnds(Instant now) {
    lastDelivery = now;
    active.decrementAndGet();
  }

  /** Records a message that was returned to the broker, which will redeliver it. */
  public void failed(MessageNumber message) {
    failing.add(message);
  }

  /** Records a message whose events were settled. */
  public void settled(MessageNumber message) {
    failing.remove(message);
  }

  /** Returns the number of events that each stream of this run has carried. */
  public Map<Stream, Long> sent() {
    return Map.copyOf(sent);
  }

  /** Returns the messages that failed at least once and are pending in the broker. */
  public Set<MessageNumber> failing() {
    return Set.copyOf(failing);
  }

  /**
   * Returns whether no message awaits redelivery and no listener was busy during the given time.
   */
  public boolean quiet(Duration duration, Instant now) {
    return failing.isEmpty() && active.get() == 0 && lastDelivery.plus(duration).isBefore(now);
  }
}
