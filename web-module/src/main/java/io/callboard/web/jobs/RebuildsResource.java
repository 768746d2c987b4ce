package io.callboard.web.jobs;

import io.callboard.job.JobKind;
import io.callboard.job.JobRequest;
import io.callboard.job.JobView;
import io.callboard.rebuild.FindingOutcome;
import io.callboard.rebuild.Findings;
import io.callboard.rebuild.RebuildFilter;
import io.callboard.security.Role;
import io.callboard.web.request.BadParameter;
import io.callboard.web.request.Cursor;
import io.callboard.web.request.Ids;
import io.callboard.web.request.LogFilters;
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
import java.util.Set;

/** Records of a kind put together anew from the log, as jobs. */
@Path("/rebuilds")
@Dependent
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.OPERATOR_WORD)
public class RebuildsResource {
  private static final String PATH = "rebuilds";
  private static final int MAX_KIND = 100;
  private static final Set<String> MEMBERS = Set.of("filter", "dryRun");
  private static final Set<String> FILTER = Set.of("kind", "source", "id");

  private final JobDesk desk;
  private final Findings findings;
  private final LogFilters filters;

  /** For RESTEasy, which asks for it and lets CDI call the other. */
  @SuppressWarnings("NullAway")
  public RebuildsResource() {
    this(null, null, null);
  }

  @Inject
  public RebuildsResource(JobDesk desk, Findings findings, LogFilters filters) {
    this.desk = desk;
    this.findings = findings;
    this.filters = filters;
  }

  /** Rebuilds all records of a kind. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Transactional
  public Response start(InputStream body, @Context UriInfo uri) throws IOException {
    JobBody asked = JobBody.read(body, MEMBERS);
    RebuildFilter filter = filter(asked.filter(FILTER));
    JobRequest request =
        new JobRequest(JobKind.REBUILD, filter.toJson(), false, asked.flag("dryRun"));
    return desk.start(request, PATH, filter.kind(), uri);
  }

  private RebuildFilter filter(Parameters asked) {
    String kind = asked.text("kind");
    if (kind == null || kind.length() > MAX_KIND) {
      throw BadParameter.named(
          "kind", "A kind such as media of at most " + MAX_KIND + " characters was expected.");
    }
    String id = asked.text("id");
    if (id != null && !Ids.canBe(id)) {
      throw BadParameter.named("id", "At most 255 characters were expected.");
    }
    return new RebuildFilter(kind, filters.source(asked), id);
  }

  /** How far a rebuild is. */
  @GET
  @Path("/{id}")
  @RolesAllowed(Role.VIEWER_WORD)
  public JobView find(@PathParam("id") String id) {
    return desk.find(JobKind.REBUILD, id);
  }

  /** The records that differed, and those that could not be told. */
  @GET
  @Path("/{id}/records")
  @RolesAllowed(Role.VIEWER_WORD)
  @QueryParameters({"outcome", Parameters.LIMIT, Parameters.AFTER})
  public Record records(@PathParam("id") String id, @Context UriInfo uri) {
    Parameters parameters = new Parameters(uri.getQueryParameters());
    FindingOutcome outcome = parameters.constant("outcome", FindingOutcome.class);
    int limit = parameters.limit();
    Long after = Cursor.number(parameters.after());
    JobView job = desk.find(JobKind.REBUILD, id);
    return Page.of(
        findings.list(job.id(), outcome, after == null ? 0 : after, limit),
        finding -> Cursor.of(finding.number()));
  }

  /** Ends a rebuild; what it did stays done. */
  @POST
  @Path("/{id}/cancel")
  @Transactional
  public Response cancel(@PathParam("id") String id) {
    return desk.cancel(JobKind.REBUILD, id);
  }
}
