package io.callboard.web.privacy;

import io.callboard.audit.AuditTrail;
import io.callboard.privacy.Dossier;
import io.callboard.privacy.Dossiers;
import io.callboard.privacy.RecordName;
import io.callboard.security.Role;
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
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.Map;

/**
 * Exports of everything that is stored about one record, for requests of access to personal data.
 */
@Path("/exports")
@Dependent
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.ADMIN_WORD)
public class ExportsResource {
  private final Dossiers dossiers;
  private final AuditTrail trail;
  private final Caller caller;

  /** Required by RESTEasy; CDI calls the other constructor. */
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

  /**
   * Returns one document; 404 if nothing is stored. The export is audited before any byte is sent.
   */
  @GET
  @Path("/{kind}/{source}/{id}")
  @Transactional
  public Response export(
      @PathParam("kind") String kind,
      @PathParam("source") String source,
      @PathParam("id") String id) {
    if (!Ids.canBe(kind, source, id)) {
      throw Ids.notFound();
    }
    Dossier dossier = dossiers.find(source, kind, id).orElseThrow(Ids::notFound);
    trail.append(caller.operator(), "record.exported", RecordName.of(kind, source, id), Map.of());
    StreamingOutput everything = out -> dossiers.write(dossier, out);
    return Response.ok(everything, MediaType.APPLICATION_JSON_TYPE).build();
  }
}
