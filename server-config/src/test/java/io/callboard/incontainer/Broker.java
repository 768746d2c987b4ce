package io.callboard.incontainer;

import jakarta.jms.JMSContext;
import jakarta.jms.Queue;
import java.util.Objects;

/**
 * Access to the server's broker for a test inside the server; each server has its own
 * implementation.
 */
interface Broker {

  /** Returns a context of the user that may send to Callboard's queues. */
  JMSContext context();

  /** Returns the intake queue. */
  Queue intake();

  /** Pauses delivery from the intake queue to the listener. */
  void pause();

  /** Resumes delivery to the listener. */
  void resume();

  /** Returns the number of messages in the intake queue, including those in delivery. */
  long messages();

  /** Returns that user's password, which both servers receive as a system property. */
  static String password() {
    return Objects.requireNonNull(System.getProperty("callboard.broker.password"));
  }
}
