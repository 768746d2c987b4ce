package io.callboard.intake.listener;

import io.callboard.health.IntakeProgress;
import io.callboard.health.IntakeProgress.MessageNumber;
import io.callboard.intake.journal.Bundle;
import io.callboard.intake.journal.BundleFormat;
import io.callboard.intake.journal.BundleFormat.NewerVersion;
import io.callboard.intake.journal.BundleFormat.Unreadable;
import io.callboard.intake.settlement.BundleSettler;
import io.callboard.intake.settlement.Fault;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;

/**
 * The consumer of the intake queue. It has no transaction of the container: settlement commits its
 * own transaction before the message is acknowledged. After a crash in between the broker delivers
 * settled events again. Without a transaction the broker handles one request per message instead of
 * four. A message that cannot be settled now returns to the broker, which delivers it again with
 * growing delay and without a limit.
 */
@MessageDriven(name = "IntakeListener")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class IntakeListener implements MessageListener {
  private static final System.Logger LOG = System.getLogger(IntakeListener.class.getName());

  /** How long a message waits for an unavailable database before it returns to the queue. */
  private static final Duration GATE = Duration.ofSeconds(20);

  @Inject private BundleSettler settler;
  @Inject private UnreadableMessages unreadable;
  @Inject private DatabaseGate gate;
  @Inject private RedeliveryPause pause;
  @Inject private IntakeProgress progress;
  @Inject private Clock clock;

  /**
   * Settles a message.
   *
   * @throws RedeliveryRequested if the broker has to deliver it again
   */
  @Override
  public void onMessage(Message message) {
    progress.deliveryBegins();
    try {
      if (!done(message)) {
        throw givenBack(message);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RedeliveryRequested();
    } finally {
      progress.deliveryEnds(clock.instant());
    }
  }

  /** Returns whether the message is completed; logs unexpected failures. */
  private boolean done(Message message) throws InterruptedException {
    try {
      return handled(message);
    } catch (JMSException | RuntimeException e) {
      LOG.log(Level.WARNING, "A message could not be processed and returns to the queue", e);
      return false;
    }
  }

  /**
   * Waits before the message returns to the queue, for brokers that deliver it again immediately.
   */
  private RedeliveryRequested givenBack(Message message) {
    try {
      pause.await(message.getIntProperty("JMSXDeliveryCount"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (JMSException e) {
      LOG.log(Level.WARNING, "A message without JMSXDeliveryCount returns to the queue at once", e);
    }
    return new RedeliveryRequested();
  }

  /** Returns whether the message is completed. */
  private boolean handled(Message message) throws JMSException, InterruptedException {
    Bundle bundle;
    try {
      bundle = BundleFormat.read(bytes(message));
    } catch (Unreadable e) {
      return gate.await(GATE) && parked(message, e);
    } catch (NewerVersion e) {
      LOG.log(Level.WARNING, "A message waits for a node of a newer release: {0}", e.getMessage());
      return false;
    }
    return bundle.deliveries().isEmpty() || (gate.await(GATE) && settled(bundle, message));
  }

  private boolean settled(Bundle bundle, Message message)
      throws JMSException, InterruptedException {
    MessageNumber number = new MessageNumber(bundle.run(), bundle.lane(), bundle.number());
    try {
      settler.settle(bundle, message.getIntProperty("JMSXDeliveryCount"));
      progress.settled(number);
      return true;
    } catch (RuntimeException e) {
      progress.failed(number);
      if (Fault.of(e) == Fault.OUTAGE) {
        gate.shut(e);
        return false;
      }
      throw e;
    }
  }

  private boolean parked(Message message, Unreadable why) throws JMSException {
    LOG.log(
        Level.ERROR,
        "A message cannot be read and is parked in callboard.unreadable: {0}",
        why.getMessage());
    unreadable.park(message);
    return true;
  }

  private static byte[] bytes(Message message) throws JMSException, Unreadable {
    if (message instanceof BytesMessage bytes) {
      byte[] body = new byte[Math.toIntExact(bytes.getBodyLength())];
      bytes.readBytes(body);
      return body;
    }
    throw new Unreadable("not a bytes message");
  }
}
