package io.callboard.web.jobs;

import io.callboard.job.JobKind;
import io.callboard.job.JobView;
import io.callboard.rebuild.FindingOutcome;
import io.callboard.rebuild.Findings;
import io.callboard.security.Role;
import io.callboard.web.request.Cursor;
import io.callboard.web.request.Page;
import io.callboard.web.request.Parameters;
import io.callboard.web.request.QueryParameters;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

/** The records that a rebuild found different from the log, or could not rebuild. */
@Path("/rebuilds/{id}/records")
@Dependent
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.VIEWER_WORD)
public class RebuiltRecordsResource {
  private final JobCommands commands;
  private final Findings findings;

  /** Required by RESTEasy; CDI calls the other constructor. */
  @SuppressWarnings("NullAway")
  public RebuiltRecordsResource() {
    this(null, null);
  }

  @Inject
  public RebuiltRecordsResource(JobCommands commands, Findings findings) {
    this.commands = commands;
    this.findings = findings;
  }

  /** Returns a page of the records, in the order in which the rebuild reached them. */
  @GET
  @QueryParameters({"outcome", Parameters.LIMIT, Parameters.AFTER})
  public Record list(@PathParam("id") String id, @Context UriInfo uri) {
    Parameters parameters = new Parameters(uri.getQueryParameters());
    FindingOutcome outcome = parameters.constant("outcome", FindingOutcome.class);
    int limit = parameters.limit();
    Long after = Cursor.number(parameters.after());
    JobView job = commands.find(JobKind.REBUILD, id);
    return Page.of(
        findings.list(job.id(), outcome, after == null ? 0 : after, limit),
        finding -> Cursor.of(finding.number()));
  }
}
