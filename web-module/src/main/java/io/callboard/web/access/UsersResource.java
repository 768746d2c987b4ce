package io.callboard.web.access;

import io.callboard.audit.AuditTrail;
import io.callboard.problem.Problem;
import io.callboard.security.PasswordHash;
import io.callboard.security.Role;
import io.callboard.security.UserOutcome;
import io.callboard.security.UserView;
import io.callboard.security.Users;
import io.callboard.web.problem.ProblemResponse;
import io.callboard.web.request.Caller;
import io.callboard.web.request.Cursor;
import io.callboard.web.request.EntityTags;
import io.callboard.web.request.Ids;
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
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The users, for administrators. */
@Path("/users")
@Dependent
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.ADMIN_WORD)
public class UsersResource {
  private final Users users;
  private final AuditTrail trail;
  private final Caller caller;

  /** Required by RESTEasy; CDI calls the other constructor. */
  @SuppressWarnings("NullAway")
  public UsersResource() {
    this(null, null, null);
  }

  @Inject
  public UsersResource(Users users, AuditTrail trail, Caller caller) {
    this.users = users;
    this.trail = trail;
    this.caller = caller;
  }

  /** Returns a page of users by name. */
  @GET
  @QueryParameters({Parameters.LIMIT, Parameters.AFTER})
  public Record list(@Context UriInfo uri) {
    Parameters parameters = new Parameters(uri.getQueryParameters());
    int limit = parameters.limit();
    List<UserAnswer> found =
        users.list(Cursor.name(parameters.after()), limit + 1).stream()
            .map(UserAnswer::of)
            .toList();
    return Page.of(found, limit, user -> Cursor.of(user.name()));
  }

  /** Returns one user. */
  @GET
  @Path("/{name}")
  public Response find(@PathParam("name") String name) {
    return users.find(name).map(user -> shown(200, user).build()).orElseThrow(Ids::notFound);
  }

  /** Creates a user from a name, a role and a password. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Transactional
  public Response create(InputStream body, @Context UriInfo uri) throws IOException {
    UserRequest request = UserRequest.read(body);
    UserOutcome outcome = users.create(request.name(), request.role(), request.password());
    audit(outcome, "user.created", true);
    return switch (outcome) {
      case UserOutcome.Done done ->
          shown(201, done.user())
              .location(uri.getAbsolutePathBuilder().segment(done.user().name()).build())
              .build();
      default -> refused(outcome);
    };
  }

  /** Sets a user's role and, if the body has one, the password. */
  @PUT
  @Path("/{name}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Transactional
  public Response change(
      @PathParam("name") String name,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      InputStream body)
      throws IOException {
    UserRequest request = UserRequest.read(body);
    request.requireName(name);
    @Nullable PasswordHash password = request.passwordIfGiven();
    UserOutcome outcome =
        users.change(name, EntityTags.matching(ifMatch), request.role(), password);
    audit(outcome, "user.changed", password != null);
    return switch (outcome) {
      case UserOutcome.Done done -> shown(200, done.user()).build();
      default -> refused(outcome);
    };
  }

  /** Removes a user. */
  @DELETE
  @Path("/{name}")
  @Transactional
  public Response remove(
      @PathParam("name") String name, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    UserOutcome outcome = users.remove(name, EntityTags.matching(ifMatch));
    audit(outcome, "user.removed", false);
    return switch (outcome) {
      case UserOutcome.Done done -> Response.noContent().build();
      default -> refused(outcome);
    };
  }

  private void audit(UserOutcome outcome, String action, boolean password) {
    if (outcome instanceof UserOutcome.Done done) {
      Map<String, String> details =
          Map.of("role", done.user().role().word(), "password", password ? "set" : "kept");
      trail.append(caller.operator(), action, done.user().name(), details);
    }
  }

  private static Response.ResponseBuilder shown(int status, UserView user) {
    return Response.status(status)
        .header(HttpHeaders.ETAG, EntityTags.of(user.version()))
        .entity(UserAnswer.of(user));
  }

  private static Response refused(UserOutcome outcome) {
    Problem problem =
        switch (outcome) {
          case UserOutcome.Unknown unknown -> Problem.of(404, "No user has this name.");
          case UserOutcome.NameTaken taken ->
              Problem.of(409, "A user with this name already exists.");
          case UserOutcome.Stale stale ->
              Problem.of(412, "The user has changed since the version in If-Match; read it again.");
          case UserOutcome.LastAdministrator last ->
              Problem.of(409, "This is the last administrator; give another user the role first.");
          case UserOutcome.Done done ->
              throw new IllegalStateException("expected a refusal, but the change was made");
        };
    return ProblemResponse.of(problem);
  }

  /** A user in the form that the API shows. */
  public record UserAnswer(String name, String role, Instant createdAt) {
    static UserAnswer of(UserView user) {
      return new UserAnswer(user.name(), user.role().word(), user.createdAt());
    }
  }
}
