package io.callboard.operations;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * What is known of intake on this node: whether providers can reach its hooks, whether the last
 * attempt to make an event durable worked, and whether the database could be reached. Whoever tries
 * tells; health checks read.
 */
@ApplicationScoped
public class IntakeHealth {
  private volatile boolean open;
  private volatile boolean durable = true;
  private volatile boolean database;

  /** Tells that the hooks, a web application of their own, began or ended. */
  public void open(boolean open) {
    this.open = open;
  }

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

  /** Whether this node takes events in: its hooks are there, and what they get is made durable. */
  public boolean ready() {
    return open && durable;
  }

  /**
   * Whether the database answered when it was last asked. False does not make intake unready: the
   * queue keeps what arrives.
   */
  public boolean databaseUp() {
    return database;
  }
}
