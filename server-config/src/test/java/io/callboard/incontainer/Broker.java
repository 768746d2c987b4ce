package io.callboard.incontainer;

import jakarta.jms.JMSContext;
import jakarta.jms.Queue;
import java.util.Objects;

/** The server's broker as a test inside the server works with it, on each server in its own way. */
interface Broker {

  /** A context of the user that may send to Callboard's queues. */
  JMSContext context();

  /** The intake queue. */
  Queue intake();

  /** Keeps what is in the intake queue from the listener. */
  void pause();

  /** Lets the listener have it again. */
  void resume();

  /** How many messages the intake queue holds, those under way included. */
  long messages();

  /** The password of that user, which both servers are given as a system property. */
  static String password() {
    return Objects.requireNonNull(System.getProperty("callboard.broker.password"));
  }
}
