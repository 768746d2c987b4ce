package io.callboard.incontainer;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.Dependent;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.Queue;

/** Artemis; here the queue itself is paused. */
@Dependent
class WildFlyBroker implements Broker {
  private static final ManagementBean QUEUE =
      new ManagementBean(
          "jboss.as:subsystem=messaging-activemq,server=callboard,jms-queue=callboard.intake");

  @Resource(lookup = "java:/jms/callboard")
  private ConnectionFactory connections;

  @Resource(lookup = "java:/jms/queue/callboard.intake")
  private Queue queue;

  @Override
  public JMSContext context() {
    return connections.createContext("callboard", Broker.password());
  }

  @Override
  public Queue intake() {
    return queue;
  }

  @Override
  public void pause() {
    QUEUE.call("pause");
  }

  @Override
  public void resume() {
    QUEUE.call("resume");
  }

  @Override
  public long messages() {
    return QUEUE.number("messageCount");
  }
}
