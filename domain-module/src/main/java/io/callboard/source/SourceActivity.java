package io.callboard.source;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The activity of a source so far.
 *
 * @param lastEvent its newest settled event, null before the first
 * @param secrets the uses of its secrets, without those that never verified anything
 */
public record SourceActivity(
    String source,
    SourceState state,
    Counts counts,
    @Nullable UUID lastEvent,
    @Nullable Instant lastEventAt,
    List<SecretUse> secrets) {

  public SourceActivity {
    secrets = List.copyOf(secrets);
  }

  /** Returns the activity of a source that has sent nothing yet. */
  static SourceActivity none(String source) {
    return new SourceActivity(
        source, SourceState.RUNNING, new Counts(0, 0, 0, 0, 0, 0, 0, 0), null, null, List.of());
  }

  /** The numbers of its events by state, and of its refused deliveries. */
  public record Counts(
      long applied,
      long duplicate,
      long ignored,
      long held,
      long pending,
      long failed,
      long parked,
      long rejected) {}

  /**
   * The use of one secret.
   *
   * @param index 0 for the current one
   */
  public record SecretUse(int index, long uses, Instant lastUsedAt) {}
}
