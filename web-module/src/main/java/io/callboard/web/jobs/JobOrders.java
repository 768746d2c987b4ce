package io.callboard.web.jobs;

import io.callboard.eventlog.EventFilter;
import io.callboard.eventlog.EventState;
import io.callboard.intake.replay.Dismissal;
import io.callboard.intake.replay.JobFilters;
import io.callboard.job.JobKind;
import io.callboard.job.JobRequest;
import io.callboard.json.JsonMembers;
import io.callboard.rebuild.RebuildFilter;
import io.callboard.web.request.BadParameter;
import io.callboard.web.request.Ids;
import io.callboard.web.request.LogFilters;
import io.callboard.web.request.Parameters;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;

/** Reads requests for jobs; a member that cannot be used is answered 400 with its name. */
@Dependent
class JobOrders {
  private static final String FILTER = "filter";
  private static final String FORCE = "force";
  private static final String DRY_RUN = "dryRun";
  private static final String OF = "of";
  private static final String REASON = "reason";
  private static final String EVENTS = "events";
  private static final String REJECTIONS = "rejections";
  private static final Set<String> OF_RECORDS = Set.of("kind", "source", "id");
  private static final String EVERY_SOURCE = "*";

  private final LogFilters filters;

  @Inject
  JobOrders(LogFilters filters) {
    this.filters = filters;
  }

  /** Reads the body of a request for a job of a kind. */
  JobOrder read(JobKind kind, InputStream body) throws IOException {
    return switch (kind) {
      case REPLAY -> replay(JobBody.read(body, Set.of(FILTER, FORCE, DRY_RUN)));
      case ACCEPTANCE -> acceptance(JobBody.read(body, Set.of(FILTER, DRY_RUN)));
      case DISMISSAL -> dismissal(JobBody.read(body, Set.of(OF, FILTER, DRY_RUN, REASON)));
      case REBUILD -> rebuild(JobBody.read(body, Set.of(FILTER, DRY_RUN)));
    };
  }

  private JobOrder replay(JobBody asked) {
    EventFilter filter = filters.events(asked.filter(LogFilters.OF_EVENTS));
    if (filter.state() == EventState.DUPLICATE) {
      throw BadParameter.named(
          "state", "Duplicates cannot be replayed; replay the events that they repeat.");
    }
    return ofSource(
        new JobRequest(
            JobKind.REPLAY, JobFilters.of(filter), asked.flag(FORCE), asked.flag(DRY_RUN)));
  }

  private JobOrder acceptance(JobBody asked) {
    JsonMembers filter = JobFilters.of(filters.rejections(asked.filter(LogFilters.OF_REJECTIONS)));
    return ofSource(new JobRequest(JobKind.ACCEPTANCE, filter, false, asked.flag(DRY_RUN)));
  }

  private JobOrder dismissal(JobBody asked) {
    boolean events = asked.word(OF, List.of(EVENTS, REJECTIONS)).equals(EVENTS);
    return ofSource(
        new JobRequest(
            JobKind.DISMISSAL,
            events ? unsettledEvents(asked) : rejections(asked),
            false,
            asked.flag(DRY_RUN),
            asked.text(REASON, JobRequest.MAX_REASON)));
  }

  private JsonMembers unsettledEvents(JobBody asked) {
    EventFilter filter = filters.events(asked.filter(LogFilters.OF_EVENTS));
    if (filter.state() != null && !Dismissal.STATES.contains(filter.state())) {
      throw BadParameter.named(
          "state", "HELD or FAILED was expected: events in other states cannot be dismissed.");
    }
    return JobFilters.of(filter);
  }

  private JsonMembers rejections(JobBody asked) {
    return JobFilters.ofRejections(filters.rejections(asked.filter(LogFilters.OF_REJECTIONS)));
  }

  private JobOrder rebuild(JobBody asked) {
    Parameters filter = asked.filter(OF_RECORDS);
    String kind = filter.text("kind");
    if (kind == null || kind.length() > Ids.LONGEST_KIND) {
      throw BadParameter.named(
          "kind",
          "A kind of at most " + Ids.LONGEST_KIND + " characters was expected, such as media.");
    }
    String id = filter.text("id");
    if (id != null && !Ids.canBe(id)) {
      throw BadParameter.named("id", "At most " + Ids.LONGEST + " characters were expected.");
    }
    RebuildFilter records = new RebuildFilter(kind, filters.source(filter), id);
    return new JobOrder(
        new JobRequest(JobKind.REBUILD, records.toJson(), false, asked.flag(DRY_RUN)), kind);
  }

  private static JobOrder ofSource(JobRequest request) {
    return new JobOrder(request, request.filter().string("source").orElse(EVERY_SOURCE));
  }
}
