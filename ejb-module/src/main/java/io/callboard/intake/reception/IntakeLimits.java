package io.callboard.intake.reception;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/** How much a webhook may bring. */
@ApplicationScoped
public class IntakeLimits {
  private static final String MAX_BODY = "callboard.intake.max-body";
  private static final int MAX_HEADERS = 32 * 1024;
  private static final int DEFAULT_BODY = 1 << 20;
  private static final int LARGEST_BODY = 16 << 20;
  private static final String SLOW_SENDERS = "callboard.intake.slow-senders";
  private static final int DEFAULT_SLOW_SENDERS = 1_024;
  private static final int MOST_SLOW_SENDERS = 10_000;
  private static final String BODY_THREADS = "callboard.intake.body-threads";
  private static final int MOST_BODY_THREADS = 1_000;

  private final int maxBody;
  private final int slowSenders;
  private final int bodyThreads;

  /** For the container's proxy. */
  protected IntakeLimits() {
    this.maxBody = 0;
    this.slowSenders = 0;
    this.bodyThreads = 0;
  }

  /**
   * Reads {@code callboard.intake.max-body}, {@code callboard.intake.slow-senders} and {@code
   * callboard.intake.body-threads}.
   *
   * @throws IllegalArgumentException if one of them is no number in its bounds
   */
  @Inject
  public IntakeLimits(Config config) {
    this.maxBody = number(config, MAX_BODY, "bytes", 1, LARGEST_BODY).orElse(DEFAULT_BODY);
    this.slowSenders =
        number(config, SLOW_SENDERS, "senders", 1, MOST_SLOW_SENDERS).orElse(DEFAULT_SLOW_SENDERS);
    this.bodyThreads = number(config, BODY_THREADS, "threads", 0, MOST_BODY_THREADS).orElse(0);
  }

  private static Optional<Integer> number(
      Config config, String key, String what, int least, int most) {
    return config
        .getOptionalValue(key, String.class)
        .map(
            text -> {
              try {
                int number = Integer.parseInt(text);
                if (number >= least && number <= most) {
                  return number;
                }
              } catch (NumberFormatException e) {
                // told below
              }
              throw new IllegalArgumentException(
                  "%s: expected a number of %s from %d to %d".formatted(key, what, least, most));
            });
  }

  /** The largest body, in bytes. */
  public int maxBody() {
    return maxBody;
  }

  /** How many bodies that do not come at once may be gathered at once. */
  public int slowSenders() {
    return slowSenders;
  }

  /**
   * How many of the server's threads may read a body at once, before other bodies are read in
   * threads of their own; 0 where no thread need wait for a body.
   */
  public int bodyThreads() {
    return bodyThreads;
  }

  /** The names and values of all headers together, in characters. */
  public int maxHeaders() {
    return MAX_HEADERS;
  }
}
