package io.callboard.web.jobs;

import io.callboard.intake.replay.JobFilters;
import io.callboard.job.JobKind;
import io.callboard.job.JobRequest;
import io.callboard.job.JobView;
import io.callboard.rejection.RejectionFilter;
import io.callboard.security.Role;
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
import java.util.Set;

/** Quarantined deliveries accepted after all, as jobs. */
@Path("/acceptances")
@Dependent
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.OPERATOR_WORD)
public class AcceptancesResource {
  private static final String PATH = "acceptances";
  private static final Set<String> MEMBERS = Set.of("filter", "dryRun");

  private final JobDesk desk;
  private final LogFilters filters;

  /** For RESTEasy, which asks for it and lets CDI call the other. */
  @SuppressWarnings("NullAway")
  public AcceptancesResource() {
    this(null, null);
  }

  @Inject
  public AcceptancesResource(JobDesk desk, LogFilters filters) {
    this.desk = desk;
    this.filters = filters;
  }

  /** Accepts all quarantined deliveries that pass a filter. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Transactional
  public Response start(InputStream body, @Context UriInfo uri) throws IOException {
    JobBody asked = JobBody.read(body, MEMBERS);
    RejectionFilter filter = filters.rejections(asked.filter(LogFilters.OF_REJECTIONS));
    JobRequest request =
        new JobRequest(JobKind.ACCEPTANCE, JobFilters.of(filter), false, asked.flag("dryRun"));
    return desk.start(request, PATH, filter.source() == null ? "*" : filter.source(), uri);
  }

  /** How far a job is. */
  @GET
  @Path("/{id}")
  @RolesAllowed(Role.VIEWER_WORD)
  public JobView find(@PathParam("id") String id) {
    return desk.find(JobKind.ACCEPTANCE, id);
  }

  /** Ends a job; what it accepted stays accepted. */
  @POST
  @Path("/{id}/cancel")
  @Transactional
  public Response cancel(@PathParam("id") String id) {
    return desk.cancel(JobKind.ACCEPTANCE, id);
  }
}
