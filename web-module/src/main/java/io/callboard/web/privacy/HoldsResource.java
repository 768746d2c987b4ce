package io.callboard.web.privacy;

import io.callboard.audit.AuditTrail;
import io.callboard.audit.Operator;
import io.callboard.privacy.LegalHolds;
import io.callboard.privacy.RecordName;
import io.callboard.security.Role;
import io.callboard.web.request.BadParameter;
import io.callboard.web.request.Caller;
import io.callboard.web.request.Ids;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/** Legal holds. Retention does not remove a record on hold, and it cannot be erased. */
@Path("/holds")
@Dependent
@RolesAllowed(Role.ADMIN_WORD)
public class HoldsResource {
  private final LegalHolds holds;
  private final AuditTrail trail;
  private final Caller caller;

  /** Required by RESTEasy; CDI calls the other constructor. */
  @SuppressWarnings("NullAway")
  public HoldsResource() {
    this(null, null, null);
  }

  @Inject
  public HoldsResource(LegalHolds holds, AuditTrail trail, Caller caller) {
    this.holds = holds;
    this.trail = trail;
    this.caller = caller;
  }

  /** Places a hold; the record need not exist yet. */
  @PUT
  @Path("/{kind}/{source}/{id}")
  @Transactional
  public Response place(
      @PathParam("kind") String kind,
      @PathParam("source") String source,
      @PathParam("id") String id) {
    if (!Ids.canBeRecord(kind, source, id)) {
      throw BadParameter.named(
          "id", "No record can have this kind, source and id: one is too long or has a NUL.");
    }
    Operator operator = caller.operator();
    if (holds.place(source, kind, id, operator.name())) {
      trail.append(operator, "hold.placed", RecordName.of(kind, source, id), Map.of());
    }
    return Response.noContent().build();
  }

  /** Lifts a hold. */
  @DELETE
  @Path("/{kind}/{source}/{id}")
  @Transactional
  public Response lift(
      @PathParam("kind") String kind,
      @PathParam("source") String source,
      @PathParam("id") String id) {
    if (!Ids.canBe(kind, source, id) || !holds.lift(source, kind, id)) {
      throw Ids.notFound();
    }
    trail.append(caller.operator(), "hold.lifted", RecordName.of(kind, source, id), Map.of());
    return Response.noContent().build();
  }
}
