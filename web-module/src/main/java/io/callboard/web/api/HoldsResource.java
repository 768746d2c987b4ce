package io.callboard.web.api;

import io.callboard.dossier.LegalHolds;
import io.callboard.security.Role;
import io.callboard.web.request.BadParameter;
import io.callboard.web.request.Ids;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;

/** Legal holds: what is on one, retention spares and nobody erases. */
@Path("/holds")
@Dependent
@RolesAllowed(Role.ADMIN_WORD)
public class HoldsResource {
  private static final int LONGEST_SOURCE = 40;
  private static final int LONGEST_KIND = 100;

  private final LegalHolds holds;

  /** For RESTEasy, which asks for it and lets CDI call the other. */
  @SuppressWarnings("NullAway")
  public HoldsResource() {
    this(null);
  }

  @Inject
  public HoldsResource(LegalHolds holds) {
    this.holds = holds;
  }

  /** Places a hold; the record need not be there yet. */
  @PUT
  @Path("/{kind}/{source}/{id}")
  public Response place(
      @PathParam("kind") String kind,
      @PathParam("source") String source,
      @PathParam("id") String id,
      @Context SecurityContext caller) {
    if (!Ids.canBe(kind, source, id)
        || source.length() > LONGEST_SOURCE
        || kind.length() > LONGEST_KIND) {
      throw BadParameter.named("id", "No record can have this kind, source and id.");
    }
    holds.place(source, kind, id, caller.getUserPrincipal().getName());
    return Response.noContent().build();
  }

  /** Ends a hold. */
  @DELETE
  @Path("/{kind}/{source}/{id}")
  public Response lift(
      @PathParam("kind") String kind,
      @PathParam("source") String source,
      @PathParam("id") String id) {
    if (!Ids.canBe(kind, source, id) || !holds.lift(source, kind, id)) {
      throw Ids.notFound();
    }
    return Response.noContent().build();
  }
}
