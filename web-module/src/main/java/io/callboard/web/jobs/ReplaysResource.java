package io.callboard.web.jobs;

import io.callboard.eventlog.EventFilter;
import io.callboard.eventlog.EventState;
import io.callboard.intake.replay.JobFilters;
import io.callboard.job.JobKind;
import io.callboard.job.JobRequest;
import io.callboard.job.JobView;
import io.callboard.security.Role;
import io.callboard.web.request.BadParameter;
import io.callboard.web.request.LogFilters;
import io.callboard.web.request.Parameters;
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
import java.util.Set;

/** Events of the log applied again, as jobs. */
@Path("/replays")
@Dependent
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.OPERATOR_WORD)
public class ReplaysResource {
  /** Where replays are, below the API's own address. */
  public static final String PATH = "replays";

  private static final Set<String> MEMBERS = Set.of("filter", "force", "dryRun");

  private final JobDesk desk;
  private final LogFilters filters;

  /** For RESTEasy, which asks for it and lets CDI call the other. */
  @SuppressWarnings("NullAway")
  public ReplaysResource() {
    this(null, null);
  }

  @Inject
  public ReplaysResource(JobDesk desk, LogFilters filters) {
    this.desk = desk;
    this.filters = filters;
  }

  /** Applies all events again that pass a filter. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Transactional
  public Response start(InputStream body, @Context UriInfo uri) throws IOException {
    JobBody asked = JobBody.read(body, MEMBERS);
    EventFilter filter = filter(asked.filter(LogFilters.OF_EVENTS));
    JobRequest request =
        new JobRequest(
            JobKind.REPLAY, JobFilters.of(filter), asked.flag("force"), asked.flag("dryRun"));
    return desk.start(request, PATH, filter.source() == null ? "*" : filter.source(), uri);
  }

  private EventFilter filter(Parameters asked) {
    EventFilter filter = filters.events(asked);
    if (filter.state() == EventState.DUPLICATE) {
      throw BadParameter.named("state", "A duplicate has nothing that its original has not.");
    }
    return filter;
  }

  /** How far a replay is. */
  @GET
  @Path("/{id}")
  @RolesAllowed(Role.VIEWER_WORD)
  public JobView find(@PathParam("id") String id) {
    return desk.find(JobKind.REPLAY, id);
  }

  /** Ends a replay; what it did stays done. */
  @POST
  @Path("/{id}/cancel")
  @Transactional
  public Response cancel(@PathParam("id") String id) {
    return desk.cancel(JobKind.REPLAY, id);
  }
}
