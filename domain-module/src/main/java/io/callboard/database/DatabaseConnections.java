package io.callboard.database;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.Config;

/**
 * The connections to the database, which readers, settlement and upkeep share. {@value #KEY} is
 * their number; the server's data source reads it too.
 */
@ApplicationScoped
public class DatabaseConnections {
  static final String KEY = "callboard.db.pool-size";

  private static final String DEFAULT = "24";

  /** Two for readers, and four for work that takes a second connection while it holds one. */
  private static final int LEAST = 6;

  private static final int MOST = 1_000;

  private final int size;

  /** For the container's proxy. */
  protected DatabaseConnections() {
    this.size = 0;
  }

  /**
   * Reads the setting.
   *
   * @throws IllegalArgumentException if it is not a number within its limits
   */
  @Inject
  public DatabaseConnections(Config config) {
    String text = config.getOptionalValue(KEY, String.class).orElse(DEFAULT).strip();
    int number = text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
    if (number < LEAST || number > MOST) {
      throw new IllegalArgumentException(
          "%s: expected a number of connections from %d to %d".formatted(KEY, LEAST, MOST));
    }
    this.size = number;
  }

  /** Returns the number of connections that readers may use at once: a third, at least two. */
  public int forReaders() {
    return size / 3;
  }
}
