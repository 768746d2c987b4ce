package io.callboard.web.api;

import io.callboard.audit.AuditTrail;
import io.callboard.intake.replay.Acceptance;
import io.callboard.intake.replay.QuarantineRelease;
import io.callboard.problem.Problem;
import io.callboard.rejection.Quarantine;
import io.callboard.rejection.RejectionFilter;
import io.callboard.rejection.RejectionSearch;
import io.callboard.rejection.RejectionView;
import io.callboard.security.Role;
import io.callboard.web.jobs.Reason;
import io.callboard.web.problem.ProblemResponse;
import io.callboard.web.request.Caller;
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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The rejection log. */
@Path("/rejections")
@Dependent
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.VIEWER_WORD)
public class RejectionsResource {
  private final RejectionSearch rejections;
  private final QuarantineRelease quarantine;
  private final Quarantine bodies;
  private final AuditTrail trail;
  private final Caller caller;
  private final LogFilters filters;

  /** Required by RESTEasy; CDI calls the other constructor. */
  @SuppressWarnings("NullAway")
  public RejectionsResource() {
    this(null, null, null, null, null, null);
  }

  @Inject
  public RejectionsResource(
      RejectionSearch rejections,
      QuarantineRelease quarantine,
      Quarantine bodies,
      AuditTrail trail,
      Caller caller,
      LogFilters filters) {
    this.rejections = rejections;
    this.quarantine = quarantine;
    this.bodies = bodies;
    this.trail = trail;
    this.caller = caller;
    this.filters = filters;
  }

  /** Returns a page of the log, newest first. */
  @GET
  @QueryParameters({"source", "reason", "from", "to", Parameters.LIMIT, Parameters.AFTER})
  public Record list(@Context UriInfo uri) {
    Parameters parameters = new Parameters(uri.getQueryParameters());
    RejectionFilter filter = filters.rejections(parameters);
    int limit = parameters.limit();
    UUID after = Cursor.id(parameters.after());
    return Page.of(rejections.list(filter, after, limit), rejection -> Cursor.of(rejection.id()));
  }

  /** Returns one rejection. */
  @GET
  @Path("/{id}")
  public RejectionView find(@PathParam("id") String id) {
    return rejections.find(Ids.require(id)).orElseThrow(Ids::notFound);
  }

  /** Accepts a delivery that was rejected for its time alone. */
  @POST
  @Path("/{id}/accept")
  @RolesAllowed(Role.OPERATOR_WORD)
  @Transactional
  public Response accept(@PathParam("id") String id) {
    return switch (quarantine.accept(Ids.require(id))) {
      case Acceptance.Accepted accepted -> {
        Map<String, String> details = Map.of("event", accepted.event().toString());
        trail.append(caller.operator(), "rejection.accepted", id, details);
        yield Response.ok(new AcceptedEvent(accepted.event())).build();
      }
      case Acceptance.Unknown unknown -> throw Ids.notFound();
      case Acceptance.NotQuarantined none ->
          ProblemResponse.of(
              Problem.of(
                  409,
                  "Only a quarantined delivery can be accepted: one that was rejected for its time"
                      + " alone."));
      case Acceptance.Already already ->
          ProblemResponse.of(
              Problem.of(409, "The delivery was already accepted; \"event\" names its event.")
                  .with("event", already.event().toString()));
      case Acceptance.Unproven unproven ->
          ProblemResponse.of(
              Problem.of(409, "The delivery can no longer be verified: " + unproven.reason()));
      case Acceptance.Unavailable unavailable ->
          ProblemResponse.builder(
                  Problem.of(503, "The event was not confirmed as stored; try again later."))
              .header(HttpHeaders.RETRY_AFTER, "5")
              .build();
    };
  }

  /** Dismisses a quarantined delivery, which removes its body. */
  @POST
  @Path("/{id}/dismiss")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Role.OPERATOR_WORD)
  @Transactional
  public Response dismiss(@PathParam("id") String id, InputStream body) throws IOException {
    Reason reason = Reason.read(body);
    UUID rejection = Ids.require(id);
    RejectionView before = rejections.find(rejection).orElseThrow(Ids::notFound);
    if (bodies.dismiss(List.of(rejection), reason.text()) == 0) {
      return ProblemResponse.of(
          Problem.of(409, "Only a quarantined delivery can be dismissed.")
              .with("id", before.id().toString()));
    }
    trail.append(caller.operator(), "rejection.dismissed", id, Map.of("reason", reason.text()));
    return Response.ok(rejections.find(rejection).orElseThrow(Ids::notFound)).build();
  }

  /** The event that an accepted rejection became. */
  record AcceptedEvent(UUID event) {}
}
