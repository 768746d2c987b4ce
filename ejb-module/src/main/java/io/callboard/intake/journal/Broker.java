package io.callboard.intake.journal;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * The connection to the server's broker. If {@code callboard.broker.password} is configured, it
 * uses Callboard's own user, because some brokers require one. Contexts acknowledge messages
 * automatically and take part in no transaction.
 */
public final class Broker {
  private static final String USER = "callboard";

  private final ConnectionFactory connections;
  private final Optional<String> password;

  public Broker(ConnectionFactory connections, Config config) {
    this.connections = connections;
    this.password = config.getOptionalValue("callboard.broker.password", String.class);
  }

  /** Returns a new context, which the caller closes. */
  public JMSContext context() {
    return password
        .map(secret -> connections.createContext(USER, secret, JMSContext.AUTO_ACKNOWLEDGE))
        .orElseGet(() -> connections.createContext(JMSContext.AUTO_ACKNOWLEDGE));
  }
}
