package io.callboard.web.jobs;

import io.callboard.eventlog.EventFilter;
import io.callboard.intake.replay.Dismissal;
import io.callboard.intake.replay.JobFilters;
import io.callboard.job.JobKind;
import io.callboard.job.JobRequest;
import io.callboard.job.JobView;
import io.callboard.json.JsonMembers;
import io.callboard.security.Role;
import io.callboard.web.request.BadParameter;
import io.callboard.web.request.LogFilters;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;

/**
 * Events that are held or failed, or quarantined deliveries, ended without applying them, as jobs.
 */
@Path("/dismissals")
@Dependent
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.OPERATOR_WORD)
public class DismissalsResource {
  private static final String PATH = "dismissals";
  private static final String EVENTS = "events";
  private static final String REJECTIONS = "rejections";
  private static final Set<String> MEMBERS = Set.of("of", "filter", "dryRun", "reason");

  private final JobDesk desk;
  private final LogFilters filters;

  /** For RESTEasy, which asks for it and lets CDI call the other. */
  @SuppressWarnings("NullAway")
  public DismissalsResource() {
    this(null, null);
  }

  @Inject
  public DismissalsResource(JobDesk desk, LogFilters filters) {
    this.desk = desk;
    this.filters = filters;
  }

  /** Dismisses all events, or all quarantined deliveries, that pass a filter. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Transactional
  public Response start(InputStream body, @Context UriInfo uri) throws IOException {
    JobBody asked = JobBody.read(body, MEMBERS);
    boolean events = asked.word("of", List.of(EVENTS, REJECTIONS)).equals(EVENTS);
    JsonMembers filter = events ? events(asked) : rejections(asked);
    JobRequest request =
        new JobRequest(
            JobKind.DISMISSAL,
            filter,
            false,
            asked.flag("dryRun"),
            asked.text("reason", JobRequest.MAX_REASON));
    return desk.start(request, PATH, filter.string("source").orElse("*"), uri);
  }

  private JsonMembers events(JobBody asked) {
    EventFilter filter = filters.events(asked.filter(LogFilters.OF_EVENTS));
    if (filter.state() != null && !Dismissal.STATES.contains(filter.state())) {
      throw BadParameter.named("state", "HELD or FAILED was expected: nothing else is dismissed.");
    }
    return JobFilters.of(filter);
  }

  private JsonMembers rejections(JobBody asked) {
    return JobFilters.ofRejections(filters.rejections(asked.filter(LogFilters.OF_REJECTIONS)));
  }

  /** How far a job is. */
  @GET
  @Path("/{id}")
  @RolesAllowed(Role.VIEWER_WORD)
  public JobView find(@PathParam("id") String id) {
    return desk.find(JobKind.DISMISSAL, id);
  }

  /** Ends a job; what it dismissed stays dismissed. */
  @POST
  @Path("/{id}/cancel")
  @Transactional
  public Response cancel(@PathParam("id") String id) {
    return desk.cancel(JobKind.DISMISSAL, id);
  }
}
