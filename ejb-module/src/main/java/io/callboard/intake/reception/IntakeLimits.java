package io.callboard.intake.reception;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.Config;

/** How much a webhook may bring. */
@ApplicationScoped
public class IntakeLimits {
  private static final String MAX_BODY = "callboard.intake.max-body";
  private static final int MAX_HEADERS = 32 * 1024;
  private static final int DEFAULT_BODY = 1 << 20;
  private static final int LARGEST_BODY = 16 << 20;

  private final int maxBody;

  /** For the container's proxy. */
  protected IntakeLimits() {
    this.maxBody = 0;
  }

  /**
   * Reads {@code callboard.intake.max-body}.
   *
   * @throws IllegalArgumentException if it is no number of bytes from 1 to 16 MiB
   */
  @Inject
  public IntakeLimits(Config config) {
    this.maxBody =
        config
            .getOptionalValue(MAX_BODY, String.class)
            .map(IntakeLimits::bytes)
            .orElse(DEFAULT_BODY);
  }

  private static int bytes(String text) {
    try {
      int bytes = Integer.parseInt(text);
      if (bytes >= 1 && bytes <= LARGEST_BODY) {
        return bytes;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw new IllegalArgumentException(
        MAX_BODY + ": expected a number of bytes from 1 to " + LARGEST_BODY);
  }

  /** The largest body, in bytes. */
  public int maxBody() {
    return maxBody;
  }

  /** The names and values of all headers together, in characters. */
  public int maxHeaders() {
    return MAX_HEADERS;
  }
}
