package io.callboard.intake.replay;

import io.callboard.job.Counts;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The result of one part of a job.
 *
 * @param last the last id that was processed; null if nothing was left to do
 */
public record Part(Counts counts, @Nullable UUID last) {
  static final Part NOTHING_LEFT = new Part(Counts.NONE, null);
}
