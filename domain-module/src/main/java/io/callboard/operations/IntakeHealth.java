package io.callboard.operations;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of intake on this node: whether providers can reach its hooks, whether the last
 * attempt to make an event durable worked, and whether the database could be reached. Whoever tries
 * tells; health checks read.
 */
@ApplicationScoped
public class IntakeHealth {
  private volatile boolean open;
  private volatile boolean durable = true;

  /** Null while the database answers. */
  private volatile @Nullable String databaseTrouble = "it has not answered yet";

  /** Tells that the hooks, a web application of their own, began or ended. */
  public void open(boolean open) {
    this.open = open;
  }

  /** Tells whether an event, or a probe in its place, was made durable. */
  public void durable(boolean durable) {
    this.durable = durable;
  }

  /** Records that the database answered. */
  public void databaseAnswered() {
    databaseTrouble = null;
  }

  /** Records that the database cannot be used, and the exception that says why. */
  public void databaseFailed(Throwable cause) {
    databaseTrouble = DatabaseTrouble.of(cause);
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
    return databaseTrouble == null;
  }

  /** Returns what does not work at the moment, in words; empty when everything works. */
  public List<String> missing() {
    List<String> missing = new ArrayList<>();
    if (!open) {
      missing.add("the hooks have not started, or have stopped; the server's log says why");
    }
    if (!durable) {
      missing.add(
          "the message broker does not write events to its disk; the server's log says why");
    }
    String trouble = databaseTrouble;
    if (trouble != null) {
      missing.add("the database cannot be used: " + trouble);
    }
    return missing;
  }
}
