package io.callboard.web.api;

import io.callboard.dossier.ErasureOutcome;
import io.callboard.dossier.ErasureView;
import io.callboard.dossier.Erasures;
import io.callboard.json.JsonMembers;
import io.callboard.json.MalformedJson;
import io.callboard.problem.Problem;
import io.callboard.security.Role;
import io.callboard.web.problem.ProblemException;
import io.callboard.web.problem.ProblemResponse;
import io.callboard.web.request.BadParameter;
import io.callboard.web.request.Ids;
import io.callboard.web.request.Parameters;
import io.callboard.web.request.QueryParameters;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
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
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Erasures of records with all that holds them. */
@Path("/erasures")
@Dependent
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.ADMIN_WORD)
public class ErasuresResource {
  private static final int MAX_BYTES = 4_096;
  private static final Set<String> MEMBERS = Set.of("kind", "source", "id");

  private final Erasures erasures;

  /** For RESTEasy, which asks for it and lets CDI call the other. */
  @SuppressWarnings("NullAway")
  public ErasuresResource() {
    this(null);
  }

  @Inject
  public ErasuresResource(Erasures erasures) {
    this.erasures = erasures;
  }

  /** The latest erasures; {@code next} is always null. */
  record Erased(List<ErasureView> items, @Nullable String next) {}

  /** The newest erasures, at most {@code limit}. */
  @GET
  @QueryParameters({Parameters.LIMIT})
  public Record list(@Context UriInfo uri) {
    return new Erased(erasures.list(new Parameters(uri.getQueryParameters()).limit()), null);
  }

  /** Erases the record of a kind, source and id. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response erase(InputStream body, @Context SecurityContext caller) throws IOException {
    JsonMembers wish = read(body.readNBytes(MAX_BYTES + 1));
    String source = text(wish, "source", 40);
    String kind = text(wish, "kind", 100);
    String id = text(wish, "id", 255);
    return switch (erasures.erase(source, kind, id, caller.getUserPrincipal().getName())) {
      case ErasureOutcome.Begun begun -> Response.status(202).entity(begun.erasure()).build();
      case ErasureOutcome.OnHold hold ->
          ProblemResponse.of(Problem.of(409, "The record is on legal hold."));
    };
  }

  /** Lets the subject come back. */
  @DELETE
  @Path("/{id}")
  public Response lift(@PathParam("id") String id) {
    if (!erasures.lift(Ids.require(id))) {
      throw Ids.notFound();
    }
    return Response.noContent().build();
  }

  private static JsonMembers read(byte[] body) {
    if (body.length > MAX_BYTES) {
      throw new ProblemException(Problem.of(413, "At most " + MAX_BYTES + " bytes were expected."));
    }
    try {
      JsonMembers members = JsonMembers.parse(body);
      for (String name : members.names()) {
        if (!MEMBERS.contains(name)) {
          throw BadParameter.named(name, "There is no such member here.");
        }
      }
      return members;
    } catch (MalformedJson e) {
      throw new ProblemException(Problem.of(400, "A JSON object was expected: " + e.getMessage()));
    }
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
