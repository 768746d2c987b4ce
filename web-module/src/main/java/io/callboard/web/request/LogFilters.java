package io.callboard.web.request;

import io.callboard.eventlog.EventFilter;
import io.callboard.eventlog.EventState;
import io.callboard.intake.source.Sources;
import io.callboard.rejection.Rejection;
import io.callboard.rejection.RejectionFilter;
import io.callboard.source.SourceActivities;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the filters of the event log and of the rejection log, for lists and for jobs. It answers
 * 400 to a source that is not configured and never sent anything, and to an empty range of times.
 */
@Dependent
public class LogFilters {
  /** The members of a filter of events. */
  public static final Set<String> OF_EVENTS =
      Set.of("source", "type", "state", "kind", "subject", "key", "from", "to");

  /** The members of a filter of rejections. */
  public static final Set<String> OF_REJECTIONS = Set.of("source", "reason", "from", "to");

  private final Sources sources;
  private final SourceActivities activities;

  @Inject
  public LogFilters(Sources sources, SourceActivities activities) {
    this.sources = sources;
    this.activities = activities;
  }

  /** Reads a filter of events. */
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

  /** Reads a filter of rejections. */
  public RejectionFilter rejections(Parameters asked) {
    return new RejectionFilter(
        Rejection.UNKNOWN.equals(asked.text("source")) ? Rejection.UNKNOWN : source(asked),
        asked.text("reason"),
        asked.time("from"),
        asked.timeAfter("from", "to"));
  }

  /** Returns the source in the filter; null without one. */
  public @Nullable String source(Parameters asked) {
    String source = asked.text("source");
    if (source != null && sources.named(source).isEmpty() && !activities.any(source)) {
      throw BadParameter.named(
          "source", "No source has this name; the configured sources are listed at /sources.");
    }
    return source;
  }
}
