package io.callboard.fetch.queue;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The state of a source's API.
 *
 * @param state {@link #HEALTHY}, {@link #UNHEALTHY}, {@link #UNUSED} while nothing was fetched, or
 *     {@link #NONE} for a source without an API
 * @param trouble the reason why calls fail, null if they succeed
 * @param since when the trouble began
 * @param retryAt when the next call may be made
 */
public record ApiState(
    String state,
    @Nullable String trouble,
    @Nullable Instant since,
    @Nullable Instant retryAt,
    @Nullable Instant lastSuccessAt) {
  public static final String HEALTHY = "HEALTHY";
  public static final String UNHEALTHY = "UNHEALTHY";
  public static final String UNUSED = "UNUSED";
  public static final String NONE = "NONE";

  /** Returns a state without details. */
  public static ApiState of(String state) {
    return new ApiState(state, null, null, null, null);
  }
}
