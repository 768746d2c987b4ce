package io.callboard.web.request;

import io.callboard.eventlog.EventFilter;
import io.callboard.eventlog.EventState;
import io.callboard.intake.source.Sources;
import io.callboard.ledger.SourceActivities;
import io.callboard.rejection.Rejection;
import io.callboard.rejection.RejectionFilter;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The filters of the event log and of the rejection log, read alike for lists and for jobs. What
 * makes no sense is answered 400: a source that is not configured and never sent anything, or times
 * with no time between them.
 */
@Dependent
public class LogFilters {
  /** What a filter of events may ask for. */
  public static final Set<String> OF_EVENTS =
      Set.of("source", "type", "state", "kind", "subject", "key", "from", "to");

  /** What a filter of rejections may ask for. */
  public static final Set<String> OF_REJECTIONS = Set.of("source", "reason", "from", "to");

  private final Sources sources;
  private final SourceActivities activities;

  @Inject
  public LogFilters(Sources sources, SourceActivities activities) {
    this.sources = sources;
    this.activities = activities;
  }

  /** Which events are asked for. */
  public EventFilter events(Parameters asked) {
    return new EventFilter(
        source(asked),
        asked.text("type"),
        asked.constant("state", EventState.class),
        asked.text("kind"),
        asked.text("subject"),
        asked.text("key"),
        asked.time("from"),
        asked.timeAfter("from", "to"));
  }

  /** Which rejections are asked for. */
  public RejectionFilter rejections(Parameters asked) {
    return new RejectionFilter(
        Rejection.UNKNOWN.equals(asked.text("source")) ? Rejection.UNKNOWN : source(asked),
        asked.text("reason"),
        asked.time("from"),
        asked.timeAfter("from", "to"));
  }

  /** The source that is asked for; null when none is. */
  public @Nullable String source(Parameters asked) {
    String source = asked.text("source");
    if (source != null && sources.named(source).isEmpty() && !activities.any(source)) {
      throw BadParameter.named(
          "source", "The name of a source was expected; the sources are listed at /sources.");
    }
    return source;
  }
}
