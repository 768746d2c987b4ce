package io.callboard.web.api;

import io.callboard.audit.AuditTrail;
import io.callboard.dossier.Dossiers;
import io.callboard.dossier.ExportOutcome;
import io.callboard.dossier.RecordName;
import io.callboard.problem.Problem;
import io.callboard.security.Role;
import io.callboard.web.problem.ProblemException;
import io.callboard.web.request.Caller;
import io.callboard.web.request.Ids;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;

/** All that is held of one record, for who asks what is known of them. */
@Path("/exports")
@Dependent
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.ADMIN_WORD)
public class ExportsResource {
  private final Dossiers dossiers;
  private final AuditTrail trail;
  private final Caller caller;

  /** For RESTEasy, which asks for it and lets CDI call the other. */
  @SuppressWarnings("NullAway")
  public ExportsResource() {
    this(null, null, null);
  }

  @Inject
  public ExportsResource(Dossiers dossiers, AuditTrail trail, Caller caller) {
    this.dossiers = dossiers;
    this.trail = trail;
    this.caller = caller;
  }

  /** One document; 404 when nothing is held. */
  @GET
  @Path("/{kind}/{source}/{id}")
  @Transactional
  public Record export(
      @PathParam("kind") String kind,
      @PathParam("source") String source,
      @PathParam("id") String id) {
    if (!Ids.canBe(kind, source, id)) {
      throw Ids.notFound();
    }
    return switch (dossiers.export(source, kind, id)) {
      case ExportOutcome.Found found -> {
        trail.append(
            caller.operator(), "record.exported", RecordName.of(kind, source, id), Map.of());
        yield found.dossier();
      }
      case ExportOutcome.Unknown unknown -> throw Ids.notFound();
      case ExportOutcome.TooLarge large ->
          throw new ProblemException(
              Problem.of(
                  409,
                  "There are more than "
                      + large.most()
                      + " bytes of bodies: read its events one by one, as /events lists them."));
    };
  }
}
