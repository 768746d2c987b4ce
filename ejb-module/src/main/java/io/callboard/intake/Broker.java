package io.callboard.intake;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * The broker as Callboard's own user, where the server's broker asks for one: then its
 * configuration says {@code callboard.broker.password}. Contexts acknowledge by themselves and take
 * part in no transaction.
 */
record Broker(ConnectionFactory connections, Optional<String> password) {
  private static final String USER = "callboard";

  static Broker of(ConnectionFactory connections, Config config) {
    return new Broker(
        connections, config.getOptionalValue("callboard.broker.password", String.class));
  }

  JMSContext context() {
    return password
        .map(secret -> connections.createContext(USER, secret, JMSContext.AUTO_ACKNOWLEDGE))
        .orElseGet(() -> connections.createContext(JMSContext.AUTO_ACKNOWLEDGE));
  }

  /** Names nothing secret. */
  @Override
  public String toString() {
    return "Broker";
  }
}
