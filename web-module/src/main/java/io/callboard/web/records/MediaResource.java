package io.callboard.web.records;

import io.callboard.catalog.CatalogSearch;
import io.callboard.catalog.RecordType;
import io.callboard.catalog.RecordView.MediaView;
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

/** Audios and videos of media platforms. */
@Path("/media")
@Dependent
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.VIEWER_WORD)
public class MediaResource {
  private final CatalogSearch catalog;

  /** Required by RESTEasy; CDI calls the other constructor. */
  @SuppressWarnings("NullAway")
  public MediaResource() {
    this(null);
  }

  @Inject
  public MediaResource(CatalogSearch catalog) {
    this.catalog = catalog;
  }

  /** Returns a page of media. */
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
    return Records.page(uri, catalog, RecordType.MEDIA);
  }

  /** Returns one media record. */
  @GET
  @Path("/{source}/{id}")
  public MediaView find(@PathParam("source") String source, @PathParam("id") String id) {
    return Records.current(() -> catalog.media(source, id), source, id);
  }
}
