package io.callboard.web.records;

import io.callboard.catalog.CatalogSearch;
import io.callboard.catalog.RecordType;
import io.callboard.catalog.RecordView.ProfileView;
import io.callboard.security.Role;
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

/** Actor profiles. */
@Path("/profiles")
@Dependent
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.VIEWER_WORD)
public class ProfilesResource {
  private final CatalogSearch catalog;

  /** Required by RESTEasy; CDI calls the other constructor. */
  @SuppressWarnings("NullAway")
  public ProfilesResource() {
    this(null);
  }

  @Inject
  public ProfilesResource(CatalogSearch catalog) {
    this.catalog = catalog;
  }

  /** Returns a page of profiles. */
  @GET
  @QueryParameters({
    Records.SOURCE,
    Records.ID,
    Records.TEXT,
    Records.UPDATED_SINCE,
    Records.INCLUDE_DELETED,
    Records.FIELDS,
    Parameters.LIMIT,
    Parameters.AFTER
  })
  public Record list(@Context UriInfo uri) {
    return Records.page(uri, catalog, RecordType.PROFILE);
  }

  /** Returns one profile. */
  @GET
  @Path("/{source}/{id}")
  public ProfileView find(@PathParam("source") String source, @PathParam("id") String id) {
    return Records.current(() -> catalog.profile(source, id), source, id);
  }
}
