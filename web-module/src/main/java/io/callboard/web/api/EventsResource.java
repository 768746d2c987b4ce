package io.callboard.web.api;

import io.callboard.audit.AuditTrail;
import io.callboard.eventlog.EventBody;
import io.callboard.eventlog.EventDetail;
import io.callboard.eventlog.EventFilter;
import io.callboard.eventlog.EventSearch;
import io.callboard.eventlog.EventView;
import io.callboard.intake.replay.Dismissal;
import io.callboard.intake.replay.JobFilters;
import io.callboard.job.JobKind;
import io.callboard.job.JobRequest;
import io.callboard.problem.Problem;
import io.callboard.security.Role;
import io.callboard.web.jobs.JobCommands;
import io.callboard.web.jobs.JobOrder;
import io.callboard.web.jobs.Reason;
import io.callboard.web.problem.ProblemResponse;
import io.callboard.web.request.Caller;
import io.callboard.web.request.Cursor;
import io.callboard.web.request.Ids;
import io.callboard.web.request.LogFilters;
import io.callboard.web.request.Page;
import io.callboard.web.request.Parameters;
import io.callboard.web.request.QueryParameters;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The event log. */
@Path("/events")
@Dependent
@RolesAllowed(Role.VIEWER_WORD)
public class EventsResource {
  private final EventSearch events;
  private final JobCommands commands;
  private final LogFilters filters;
  private final Dismissal dismissal;
  private final AuditTrail trail;
  private final Caller caller;

  /** Required by RESTEasy; CDI calls the other constructor. */
  @SuppressWarnings("NullAway")
  public EventsResource() {
    this(null, null, null, null, null, null);
  }

  @Inject
  public EventsResource(
      EventSearch events,
      JobCommands commands,
      LogFilters filters,
      Dismissal dismissal,
      AuditTrail trail,
      Caller caller) {
    this.events = events;
    this.commands = commands;
    this.filters = filters;
    this.dismissal = dismissal;
    this.trail = trail;
    this.caller = caller;
  }

  /** Returns a page of the log, newest first. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @QueryParameters({
    "source",
    "type",
    "state",
    "kind",
    "subject",
    "key",
    "from",
    "to",
    Parameters.LIMIT,
    Parameters.AFTER
  })
  public Record list(@Context UriInfo uri) {
    Parameters parameters = new Parameters(uri.getQueryParameters());
    EventFilter filter = filters.events(parameters);
    int limit = parameters.limit();
    UUID after = Cursor.id(parameters.after());
    List<EventView> found = events.list(filter, after, limit + 1);
    return Page.of(found, limit, event -> Cursor.of(event.id()));
  }

  /** Returns one event with its headers and history. */
  @GET
  @Path("/{id}")
  @Produces(MediaType.APPLICATION_JSON)
  public Record find(@PathParam("id") String id) {
    return events.find(Ids.require(id)).map(EventAnswer::of).orElseThrow(Ids::notFound);
  }

  /**
   * Returns the exact bytes of an event, or those of its original. They came from outside, so they
   * are sent as a download that no browser renders.
   */
  @GET
  @Path("/{id}/body")
  @Produces(MediaType.APPLICATION_OCTET_STREAM)
  public Response body(@PathParam("id") String id) {
    UUID event = Ids.require(id);
    return events.body(event).map(EventsResource::download).orElseGet(() -> noBody(event));
  }

  /** Starts a job that applies an event again, or the original of a duplicate. */
  @POST
  @Path("/{id}/replay")
  @Produces(MediaType.APPLICATION_JSON)
  @RolesAllowed(Role.OPERATOR_WORD)
  @QueryParameters({"force", "dryRun"})
  @Transactional
  public Response replay(@PathParam("id") String id, @Context UriInfo uri) {
    Parameters parameters = new Parameters(uri.getQueryParameters());
    UUID event = Ids.require(id);
    return events
        .withBody(event)
        .map(
            original ->
                commands.start(
                    new JobOrder(
                        new JobRequest(
                            JobKind.REPLAY,
                            JobFilters.of(original),
                            parameters.flag("force"),
                            parameters.flag("dryRun")),
                        original.toString()),
                    uri))
        .orElseGet(() -> noBody(event));
  }

  /** Dismisses a held or failed event without applying it. */
  @POST
  @Path("/{id}/dismiss")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @RolesAllowed(Role.OPERATOR_WORD)
  @Transactional
  public Response dismiss(@PathParam("id") String id, InputStream body) throws IOException {
    Reason reason = Reason.read(body);
    UUID event = Ids.require(id);
    if (dismissal.dismiss(List.of(event), reason.text()) == 0) {
      EventDetail known = events.find(event).orElseThrow(Ids::notFound);
      return ProblemResponse.of(
          Problem.of(409, "Only HELD or FAILED events can be dismissed.")
              .with("state", known.event().state().name()));
    }
    trail.append(
        caller.operator(), "event.dismissed", event.toString(), Map.of("reason", reason.text()));
    return Response.ok(find(id)).build();
  }

  private static Response download(EventBody body) {
    return Response.ok(body.bytes(), MediaType.APPLICATION_OCTET_STREAM_TYPE)
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + body.event() + "\"")
        .build();
  }

  private Response noBody(UUID event) {
    return events
        .find(event)
        .map(known -> Problem.of(410, "The bytes of this event are no longer kept."))
        .map(ProblemResponse::of)
        .orElseThrow(Ids::notFound);
  }
}
