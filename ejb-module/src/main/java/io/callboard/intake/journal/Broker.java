package io.callboard.intake.journal;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * The broker as Callboard's own user, where the server's broker asks for one: then its
 * configuration says {@code callboard.broker.password}. Contexts acknowledge by themselves and take
 * part in no transaction.
 */
public final class Broker {
  private static final String USER = "callboard";

  private final ConnectionFactory connections;
  private final Optional<String> password;

  public Broker(ConnectionFactory connections, Config config) {
    this.connections = connections;
    this.password = config.getOptionalValue("callboard.broker.password", String.class);
  }

  /** A new context, which the caller closes. */
  public JMSContext context() {
    return password
        .map(secret -> connections.createContext(USER, secret, JMSContext.AUTO_ACKNOWLEDGE))
        .orElseGet(() -> connections.createContext(JMSContext.AUTO_ACKNOWLEDGE));
  }
}
