package io.callboard.web.jobs;

import io.callboard.job.JobSearch;
import io.callboard.job.JobState;
import io.callboard.job.JobView;
import io.callboard.security.Role;
import io.callboard.web.request.Cursor;
import io.callboard.web.request.Page;
import io.callboard.web.request.Parameters;
import io.callboard.web.request.QueryParameters;
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

/**
 * Jobs of every kind: replays and dismissals of events, acceptances of quarantined deliveries, and
 * rebuilds of records. The path names the kind; kinds differ only in the body of their requests.
 */
@Path("/{jobs: replays|acceptances|dismissals|rebuilds}")
@Dependent
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.OPERATOR_WORD)
public class JobsResource {
  private static final String JOBS = "jobs";

  private final JobCommands commands;
  private final JobOrders orders;
  private final JobSearch jobs;

  /** Required by RESTEasy; CDI calls the other constructor. */
  @SuppressWarnings("NullAway")
  public JobsResource() {
    this(null, null, null);
  }

  @Inject
  public JobsResource(JobCommands commands, JobOrders orders, JobSearch jobs) {
    this.commands = commands;
    this.orders = orders;
    this.jobs = jobs;
  }

  /** Returns a page of jobs, newest first. */
  @GET
  @RolesAllowed(Role.VIEWER_WORD)
  @QueryParameters({"state", Parameters.LIMIT, Parameters.AFTER})
  public Record list(@PathParam(JOBS) String path, @Context UriInfo uri) {
    Parameters parameters = new Parameters(uri.getQueryParameters());
    return Page.of(
        jobs.list(
            JobPath.kind(path),
            parameters.constant("state", JobState.class),
            Cursor.jobPosition(parameters.after()),
            parameters.limit()),
        job -> Cursor.of(job.position()));
  }

  /** Starts a job on everything that a filter selects. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Transactional
  public Response start(@PathParam(JOBS) String path, InputStream body, @Context UriInfo uri)
      throws IOException {
    return commands.start(orders.read(JobPath.kind(path), body), uri);
  }

  /** Returns a job with its progress. */
  @GET
  @Path("/{id}")
  @RolesAllowed(Role.VIEWER_WORD)
  public JobView find(@PathParam(JOBS) String path, @PathParam("id") String id) {
    return commands.find(JobPath.kind(path), id);
  }

  /** Cancels a job; its effects so far remain. */
  @POST
  @Path("/{id}/cancel")
  @Transactional
  public Response cancel(@PathParam(JOBS) String path, @PathParam("id") String id) {
    return commands.cancel(JobPath.kind(path), id);
  }
}
