package io.callboard.web.privacy;

import io.callboard.audit.AuditTrail;
import io.callboard.json.JsonMembers;
import io.callboard.privacy.ErasureOutcome;
import io.callboard.privacy.ErasureView;
import io.callboard.privacy.Erasures;
import io.callboard.problem.Problem;
import io.callboard.security.Role;
import io.callboard.web.problem.ProblemResponse;
import io.callboard.web.request.BadParameter;
import io.callboard.web.request.Caller;
import io.callboard.web.request.Cursor;
import io.callboard.web.request.Ids;
import io.callboard.web.request.JsonRequest;
import io.callboard.web.request.Page;
import io.callboard.web.request.Parameters;
import io.callboard.web.request.QueryParameters;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Erasures of records and of everything that holds their data. */
@Path("/erasures")
@Dependent
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.ADMIN_WORD)
public class ErasuresResource {
  private static final int MAX_BYTES = 4_096;
  private static final Set<String> MEMBERS = Set.of("kind", "source", "id");

  private final Erasures erasures;
  private final AuditTrail trail;
  private final Caller caller;

  /** Required by RESTEasy; CDI calls the other constructor. */
  @SuppressWarnings("NullAway")
  public ErasuresResource() {
    this(null, null, null);
  }

  @Inject
  public ErasuresResource(Erasures erasures, AuditTrail trail, Caller caller) {
    this.erasures = erasures;
    this.trail = trail;
    this.caller = caller;
  }

  /** Returns a page of erasures, newest first. */
  @GET
  @QueryParameters({Parameters.LIMIT, Parameters.AFTER})
  public Record list(@Context UriInfo uri) {
    Parameters parameters = new Parameters(uri.getQueryParameters());
    int limit = parameters.limit();
    List<ErasureView> found = erasures.list(Cursor.number(parameters.after()), limit + 1);
    return Page.of(found, limit, erasure -> Cursor.of(erasure.number()));
  }

  /** Erases the record with a kind, source and id. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Transactional
  public Response erase(InputStream body) throws IOException {
    JsonMembers wish = JsonRequest.read(body, MAX_BYTES, MEMBERS);
    String source = text(wish, "source", Ids.LONGEST_SOURCE);
    String kind = text(wish, "kind", Ids.LONGEST_KIND);
    String id = text(wish, "id", Ids.LONGEST);
    return switch (erasures.erase(source, kind, id, caller.operator().name())) {
      case ErasureOutcome.Begun begun -> {
        ErasureView erasure = begun.erasure();
        audit("record.erased", erasure.id().toString(), Map.of("kind", kind, "source", source));
        yield Response.accepted(erasure).build();
      }
      case ErasureOutcome.OnHold hold ->
          ProblemResponse.of(Problem.of(409, "The record is on legal hold and cannot be erased."));
    };
  }

  /** Lifts an erasure, so that events can create the record again. */
  @DELETE
  @Path("/{id}")
  @Transactional
  public Response lift(@PathParam("id") String id) {
    if (!erasures.lift(Ids.require(id))) {
      throw Ids.notFound();
    }
    audit("erasure.lifted", id, Map.of());
    return Response.noContent().build();
  }

  /** Writes an audit entry, which never names the erased record. */
  private void audit(String action, String erasure, Map<String, String> details) {
    trail.append(caller.operator(), action, erasure, details);
  }

  private static String text(JsonMembers members, String name, int longest) {
    return members
        .string(name)
        .filter(text -> !text.isEmpty() && text.length() <= longest && text.indexOf('\0') < 0)
        .orElseThrow(
            () ->
                BadParameter.named(
                    name, "1 to " + longest + " characters without NUL were expected."));
  }
}
