package io.callboard.web.api;

import io.callboard.audit.AuditFilter;
import io.callboard.audit.AuditSearch;
import io.callboard.audit.ChainCheck;
import io.callboard.audit.ChainReport;
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
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

/** The audit trail: who did what, when and from where. */
@Path("/audit")
@Dependent
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.VIEWER_WORD)
public class AuditResource {
  private final AuditSearch entries;
  private final ChainCheck chain;

  /** Required by RESTEasy; CDI calls the other constructor. */
  @SuppressWarnings("NullAway")
  public AuditResource() {
    this(null, null);
  }

  @Inject
  public AuditResource(AuditSearch entries, ChainCheck chain) {
    this.entries = entries;
    this.chain = chain;
  }

  /** Returns a page of the trail, newest first. */
  @GET
  @QueryParameters({"actor", "action", "subject", "from", "to", Parameters.LIMIT, Parameters.AFTER})
  public Record list(@Context UriInfo uri) {
    Parameters parameters = new Parameters(uri.getQueryParameters());
    AuditFilter filter =
        new AuditFilter(
            parameters.text("actor"),
            parameters.text("action"),
            parameters.text("subject"),
            parameters.time("from"),
            parameters.timeAfter("from", "to"));
    int limit = parameters.limit();
    return Page.of(
        entries.list(filter, Cursor.number(parameters.after()), limit),
        entry -> Cursor.of(entry.number()));
  }

  /** Checks the chain of hashes through all entries. */
  @GET
  @Path("/verification")
  @RolesAllowed(Role.ADMIN_WORD)
  public ChainReport verify() {
    return chain.check();
  }
}
