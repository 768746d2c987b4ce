package io.callboard.intake.reception;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/** The limits on the size and the concurrency of webhook requests. */
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
   * @throws IllegalArgumentException if one of them is not a number within its bounds
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
                // reported below
              }
              throw new IllegalArgumentException(
                  "%s: expected a number of %s from %d to %d".formatted(key, what, least, most));
            });
  }

  /** Returns the maximum size of a body, in bytes. */
  public int maxBody() {
    return maxBody;
  }

  /** Returns how many slowly arriving bodies may be buffered at the same time. */
  public int slowSenders() {
    return slowSenders;
  }

  /**
   * Returns how many of the server's threads may read bodies at the same time; further bodies are
   * read in separate threads. 0 means that bodies are read without a waiting thread.
   */
  public int bodyThreads() {
    return bodyThreads;
  }

  /** Returns the maximum total length of all header names and values, in characters. */
  public int maxHeaders() {
    return MAX_HEADERS;
  }
}
