package io.callboard.web.api;

import io.callboard.rejection.RejectionFilter;
import io.callboard.rejection.RejectionSearch;
import io.callboard.rejection.RejectionView;
import io.callboard.security.Role;
import io.callboard.web.request.Cursor;
import io.callboard.web.request.Ids;
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
import java.util.List;
import java.util.UUID;

/** The rejection log. */
@Path("/rejections")
@Dependent
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.VIEWER_WORD)
public class RejectionsResource {
  private final RejectionSearch rejections;

  /** For RESTEasy, which asks for it and lets CDI call the other. */
  @SuppressWarnings("NullAway")
  public RejectionsResource() {
    this(null);
  }

  @Inject
  public RejectionsResource(RejectionSearch rejections) {
    this.rejections = rejections;
  }

  /** A page of the log, newest first. */
  @GET
  @QueryParameters({"source", "reason", "from", "to", Parameters.LIMIT, Parameters.AFTER})
  public Record list(@Context UriInfo uri) {
    Parameters parameters = new Parameters(uri.getQueryParameters());
    RejectionFilter filter =
        new RejectionFilter(
            parameters.text("source"),
            parameters.text("reason"),
            parameters.time("from"),
            parameters.time("to"));
    int limit = parameters.limit();
    UUID after = Cursor.id(parameters.after());
    List<RejectionView> found = rejections.list(filter, after, limit + 1);
    return Page.of(found, limit, rejection -> Cursor.of(rejection.id()));
  }

  /** One rejection. */
  @GET
  @Path("/{id}")
  public RejectionView find(@PathParam("id") String id) {
    return rejections.find(Ids.require(id)).orElseThrow(Ids::notFound);
  }
}
