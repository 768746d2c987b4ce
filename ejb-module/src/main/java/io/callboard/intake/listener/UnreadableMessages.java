package io.callboard.intake.listener;

import io.callboard.intake.journal.Broker;
import io.callboard.intake.journal.MessageLabel;
import io.callboard.intake.settlement.Settlement;
import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.Config;

/** The messages that no release can read; they are parked in a queue for an operator. */
@Stateless(name = "UnreadableMessages")
public class UnreadableMessages {
  private static final String UNKNOWN_SOURCE = "unknown";

  @Resource(name = "jms/callboard")
  private ConnectionFactory connections;

  @Resource(name = "jms/queue/callboard.unreadable")
  private Queue queue;

  @Inject private Settlement settlement;
  @Inject private Config config;

  /**
   * Counts a message and sends it to {@code callboard.unreadable}, without a transaction that also
   * takes it off its queue. A crash in between leaves it in both queues, but counted once.
   */
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public void park(Message message) throws JMSException {
    String id = message.getJMSMessageID();
    settlement.park(MessageLabel.read(message).orElseGet(() -> unlabelled(id)));
    try (JMSContext context = new Broker(connections, config).context()) {
      context.createProducer().send(queue, message);
    }
  }

  /** Returns a label for a message without a readable label. */
  private static MessageLabel unlabelled(String messageId) {
    UUID run = UUID.nameUUIDFromBytes(messageId.getBytes(StandardCharsets.UTF_8));
    return new MessageLabel(run, 0, 0, Map.of(UNKNOWN_SOURCE, 1), Map.of(UNKNOWN_SOURCE, 1L));
  }
}
