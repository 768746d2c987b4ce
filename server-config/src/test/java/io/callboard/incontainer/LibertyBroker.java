package io.callboard.incontainer;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.Dependent;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.Queue;

/** Liberty's messaging engine; here the listener is paused. */
@Dependent
class LibertyBroker implements Broker {
  private static final ManagementBean QUEUE =
      new ManagementBean("WebSphere:feature=wasJmsServer,type=Queue,name=callboard.intake");
  private static final ManagementBean ENDPOINTS =
      new ManagementBean("WebSphere:feature=kernel,name=ServerEndpointControl");

  @Resource(lookup = "jms/callboard")
  private ConnectionFactory connections;

  @Resource(lookup = "jms/queue/callboard.intake")
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
    ENDPOINTS.call("pause", listener());
  }

  @Override
  public void resume() {
    ENDPOINTS.call("resume", listener());
  }

  @Override
  public long messages() {
    return QUEUE.number("Depth");
  }

  private static String listener() {
    return ENDPOINTS.names("listEndpoints").stream()
        .filter(name -> name.contains("IntakeListener"))
        .findFirst()
        .orElseThrow();
  }
}
