package io.callboard.operations;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * What is known of intake on this node: whether the last attempt to make an event durable worked,
 * and whether the database could be reached. Whoever tries tells; health checks read.
 */
@ApplicationScoped
public class IntakeHealth {
  private volatile boolean durable = true;
  private volatile boolean database;

  /** Tells whether an event, or a probe in its place, was made durable. */
  public void durable(boolean durable) {
    this.durable = durable;
  }

  /** Tells whether the database answered. */
  public void database(boolean up) {
    this.database = up;
  }

  /** False from the first event that could not be made durable until one, or a probe, could. */
  public boolean durable() {
    return durable;
  }

  /**
   * Whether the database answered when it was last asked. False does not make intake unready: the
   * queue keeps what arrives.
   */
  public boolean databaseUp() {
    return database;
  }
}
