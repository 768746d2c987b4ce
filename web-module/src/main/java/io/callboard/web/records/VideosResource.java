package io.callboard.web.records;

import io.callboard.catalog.CatalogSearch;
import io.callboard.catalog.RecordType;
import io.callboard.catalog.RecordView.VideoView;
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

/** Videos made from templates, with their renders. */
@Path("/videos")
@Dependent
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.VIEWER_WORD)
public class VideosResource {
  private final CatalogSearch catalog;

  /** Required by RESTEasy; CDI calls the other constructor. */
  @SuppressWarnings("NullAway")
  public VideosResource() {
    this(null);
  }

  @Inject
  public VideosResource(CatalogSearch catalog) {
    this.catalog = catalog;
  }

  /** Returns a page of videos. */
  @GET
  @QueryParameters({
    Records.SOURCE,
    Records.ID,
    Records.TEXT,
    Records.UPDATED_SINCE,
    Records.INCLUDE_DELETED,
    Records.ACCOUNT_ID,
    Records.EXTERNAL_ID,
    Records.FIELDS,
    Parameters.LIMIT,
    Parameters.AFTER
  })
  public Record list(@Context UriInfo uri) {
    return Records.page(uri, catalog, RecordType.VIDEO);
  }

  /** Returns one video. */
  @GET
  @Path("/{source}/{id}")
  public VideoView find(@PathParam("source") String source, @PathParam("id") String id) {
    return Records.current(() -> catalog.video(source, id), source, id);
  }
}
