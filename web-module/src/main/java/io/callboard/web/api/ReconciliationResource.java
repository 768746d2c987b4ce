package io.callboard.web.api;

import io.callboard.audit.AuditTrail;
import io.callboard.fetch.ReconciliationView;
import io.callboard.fetch.Reconciliations;
import io.callboard.intake.source.Sources;
import io.callboard.problem.Problem;
import io.callboard.provider.Source;
import io.callboard.security.Role;
import io.callboard.web.problem.ProblemException;
import io.callboard.web.request.Caller;
import io.callboard.web.request.Ids;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;

/** Requests the comparison of a source with its provider's list of changes. */
@Path("/sources/{name}/reconcile")
@Dependent
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.OPERATOR_WORD)
public class ReconciliationResource {
  private final Sources sources;
  private final SourceApis apis;
  private final Reconciliations reconciliations;
  private final AuditTrail trail;
  private final Caller caller;

  /** Required by RESTEasy; CDI calls the other constructor. */
  @SuppressWarnings("NullAway")
  public ReconciliationResource() {
    this(null, null, null, null, null);
  }

  @Inject
  public ReconciliationResource(
      Sources sources,
      SourceApis apis,
      Reconciliations reconciliations,
      AuditTrail trail,
      Caller caller) {
    this.sources = sources;
    this.apis = apis;
    this.reconciliations = reconciliations;
    this.trail = trail;
    this.caller = caller;
  }

  /** Makes a run due now; its outcome is shown with the source. */
  @POST
  @Transactional
  public Response reconcile(@PathParam("name") String name, @Context UriInfo uri) {
    Source source = sources.named(name).orElseThrow(Ids::notFound);
    if (!apis.lists(source)) {
      throw new ProblemException(
          Problem.of(
              409,
              "The source cannot be reconciled: api.url and api.key are not set, or its provider's"
                  + " API has no list of changes."));
    }
    ReconciliationView due = reconciliations.request(name);
    trail.append(caller.operator(), "reconciliation.requested", name, Map.of());
    return Response.accepted(due)
        .location(uri.getBaseUriBuilder().path("sources").segment(name).build())
        .build();
  }
}
