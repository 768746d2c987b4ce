package io.callboard.health;

import io.callboard.database.DatabaseFailureReason;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The health of intake on this node: whether its hooks have started, events were last made durable,
 * and the database answered. The code that tries these records the results; health checks read
 * them.
 */
@ApplicationScoped
public class IntakeHealth {
  private volatile boolean open;
  private volatile boolean durable = true;

  /** Null while the database answers. */
  private volatile @Nullable String databaseTrouble = "it has not answered yet";

  /** Records whether the hooks, a web application of their own, have started or stopped. */
  public void open(boolean open) {
    this.open = open;
  }

  /** Records whether an event, or a probe in its place, was made durable. */
  public void durable(boolean durable) {
    this.durable = durable;
  }

  /** Records that the database answered. */
  public void databaseAnswered() {
    databaseTrouble = null;
  }

  /** Records that the database cannot be used, with the exception that gives the reason. */
  public void databaseFailed(Throwable cause) {
    databaseTrouble = DatabaseFailureReason.of(cause);
  }

  /**
   * Returns false from the first event that could not be made durable until an event or a probe
   * could.
   */
  public boolean durable() {
    return durable;
  }

  /**
   * Returns whether this node accepts events: its hooks have started, and events are made durable.
   */
  public boolean ready() {
    return open && durable;
  }

  /**
   * Returns whether the database answered the last request. False does not make intake unready: the
   * queue keeps the events.
   */
  public boolean databaseUp() {
    return databaseTrouble == null;
  }

  /** Returns the current problems in words; empty if everything works. */
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
