package io.callboard.web.api;

import io.callboard.alarm.Alarm;
import io.callboard.alarm.Alarms;
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
import java.util.List;

/** The alarms: problems that need a person. */
@Path("/alarms")
@Dependent
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.VIEWER_WORD)
public class AlarmsResource {
  private final Alarms alarms;

  /** Required by RESTEasy; CDI calls the other constructor. */
  @SuppressWarnings("NullAway")
  public AlarmsResource() {
    this(null);
  }

  @Inject
  public AlarmsResource(Alarms alarms) {
    this.alarms = alarms;
  }

  /** Returns a page of alarms, newest first. */
  @GET
  @QueryParameters({"source", "include_cleared", Parameters.LIMIT, Parameters.AFTER})
  public Record list(@Context UriInfo uri) {
    Parameters parameters = new Parameters(uri.getQueryParameters());
    int limit = parameters.limit();
    List<Alarm> found =
        alarms.list(
            parameters.text("source"),
            parameters.flag("include_cleared"),
            Cursor.number(parameters.after()),
            limit + 1);
    return Page.of(found, limit, alarm -> Cursor.of(alarm.id()));
  }
}
