package io.callboard.intake.replay;

import io.callboard.job.Counts;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A part of a job.
 *
 * @param last the id that it came to, null when nothing was left to do
 */
public record Part(Counts counts, @Nullable UUID last) {
  static final Part NOTHING_LEFT = new Part(Counts.NONE, null);
}
