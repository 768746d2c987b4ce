package io.callboard.web.records;

import io.callboard.catalog.CatalogSearch;
import io.callboard.catalog.RecordType;
import io.callboard.catalog.RecordView.DocumentView;
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

/** Records of all other models of the providers, by kind. */
@Path("/documents")
@Dependent
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.VIEWER_WORD)
public class DocumentsResource {
  private final CatalogSearch catalog;

  /** Required by RESTEasy; CDI calls the other constructor. */
  @SuppressWarnings("NullAway")
  public DocumentsResource() {
    this(null);
  }

  @Inject
  public DocumentsResource(CatalogSearch catalog) {
    this.catalog = catalog;
  }

  /** Returns a page of documents. */
  @GET
  @QueryParameters({
    Records.SOURCE,
    Records.KIND,
    Records.ID,
    Records.TEXT,
    Records.UPDATED_SINCE,
    Records.INCLUDE_DELETED,
    Records.FIELDS,
    Parameters.LIMIT,
    Parameters.AFTER
  })
  public Record list(@Context UriInfo uri) {
    return Records.page(uri, catalog, RecordType.DOCUMENT);
  }

  /** Returns one document. */
  @GET
  @Path("/{source}/{kind}/{id}")
  public DocumentView find(
      @PathParam("source") String source,
      @PathParam("kind") String kind,
      @PathParam("id") String id) {
    return Records.current(() -> catalog.document(source, kind, id), source, kind, id);
  }
}
