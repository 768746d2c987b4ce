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
  private static final int MOST_SLOW_SENDERS = 10_000;

  private final int maxBody;
  private final int slowSenders;

  /** For the container's proxy. */
  protected IntakeLimits() {
    this.maxBody = 0;
    this.slowSenders = 0;
  }

  /**
   * Reads {@code callboard.intake.max-body} and {@code callboard.intake.slow-senders}.
   *
   * @throws IllegalArgumentException if these are no numbers from 1 to 16 MiB and from 0 to 10,000
   */
  @Inject
  public IntakeLimits(Config config) {
    this.maxBody = number(config, MAX_BODY, "bytes", 1, LARGEST_BODY).orElse(DEFAULT_BODY);
    this.slowSenders = number(config, SLOW_SENDERS, "senders", 0, MOST_SLOW_SENDERS).orElse(0);
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

  /**
   * How many bodies that do not come at once may be gathered without a thread; who comes then is
   * waited for.
   */
  public int slowSenders() {
    return slowSenders;
  }

  /** The names and values of all headers together, in characters. */
  public int maxHeaders() {
    return MAX_HEADERS;
  }
}
