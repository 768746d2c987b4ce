package io.callboard.intake.journal;

import jakarta.jms.BytesMessage;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Queue;
import org.jspecify.annotations.Nullable;

/**
 * A sender to the queue {@code callboard.intake}. It sends persistent bytes messages outside any
 * transaction, so that a send returns when the broker has written the message. It keeps its context
 * from one message to the next.
 */
final class JmsBundleSender implements BundleSender {
  private final Broker broker;
  private final Queue queue;
  private @Nullable JMSContext context;

  JmsBundleSender(Broker broker, Queue queue) {
    this.broker = broker;
    this.queue = queue;
  }

  @Override
  public void send(Bundle bundle, byte[] message) throws NotSent {
    JMSContext open = open();
    try {
      BytesMessage bytes = message(open, bundle, message);
      JMSProducer producer = open.createProducer().setDeliveryMode(DeliveryMode.PERSISTENT);
      producer.send(queue, bytes);
    } catch (JMSRuntimeException e) {
      close(open);
      throw e;
    }
  }

  @Override
  public void close() {
    if (context != null) {
      close(context);
    }
  }

  private JMSContext open() throws NotSent {
    try {
      if (context == null) {
        context = broker.context();
      }
      return context;
    } catch (JMSRuntimeException e) {
      throw new NotSent(e);
    }
  }

  private static BytesMessage message(JMSContext context, Bundle bundle, byte[] message) {
    try {
      BytesMessage bytes = context.createBytesMessage();
      bytes.writeBytes(message);
      MessageLabel.of(bundle).write(bytes);
      return bytes;
    } catch (JMSException e) {
      throw new JMSRuntimeException(e.getMessage(), e.getErrorCode(), e);
    }
  }

  private void close(JMSContext broken) {
    context = null;
    try {
      broken.close();
    } catch (JMSRuntimeException e) {
      // The failure that led to the close is already thrown to the caller.
      System.getLogger(JmsBundleSender.class.getName())
          .log(System.Logger.Level.DEBUG, "A broken JMS context did not close", e);
    }
  }
}
