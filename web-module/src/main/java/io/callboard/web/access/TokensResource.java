package io.callboard.web.access;

import io.callboard.audit.AuditTrail;
import io.callboard.problem.Problem;
import io.callboard.security.Role;
import io.callboard.security.token.ApiTokens;
import io.callboard.security.token.TokenOutcome;
import io.callboard.security.token.TokenView;
import io.callboard.web.problem.ProblemResponse;
import io.callboard.web.request.Caller;
import io.callboard.web.request.Cursor;
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
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The API tokens, for administrators. */
@Path("/tokens")
@Dependent
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.ADMIN_WORD)
public class TokensResource {
  private final ApiTokens tokens;
  private final AuditTrail trail;
  private final Caller caller;
  private final Clock clock;

  /** Required by RESTEasy; CDI calls the other constructor. */
  @SuppressWarnings("NullAway")
  public TokensResource() {
    this(null, null, null, null);
  }

  @Inject
  public TokensResource(ApiTokens tokens, AuditTrail trail, Caller caller, Clock clock) {
    this.tokens = tokens;
    this.trail = trail;
    this.caller = caller;
    this.clock = clock;
  }

  /** Returns a page of tokens by name, including expired ones. */
  @GET
  @QueryParameters({Parameters.LIMIT, Parameters.AFTER})
  public Record list(@Context UriInfo uri) {
    Parameters parameters = new Parameters(uri.getQueryParameters());
    int limit = parameters.limit();
    List<TokenAnswer> found =
        tokens.list(Cursor.name(parameters.after()), limit + 1).stream()
            .map(TokenAnswer::of)
            .toList();
    return Page.of(found, limit, token -> Cursor.of(token.name()));
  }

  /** Returns one token. */
  @GET
  @Path("/{name}")
  public Record find(@PathParam("name") String name) {
    return tokens.find(name).map(TokenAnswer::of).orElseThrow(Ids::notFound);
  }

  /** Creates a token from a name, a role and an expiry time; only this answer shows its text. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Transactional
  public Response make(InputStream body, @Context UriInfo uri) throws IOException {
    TokenRequest request = TokenRequest.read(body, clock.instant());
    return switch (tokens.make(
        request.name(), request.role(), request.expiresAt(), caller.operator())) {
      case TokenOutcome.Made made -> {
        audit("token.created", made.view());
        yield Response.created(uri.getAbsolutePathBuilder().segment(request.name()).build())
            .entity(NewTokenAnswer.of(made))
            .build();
      }
      case TokenOutcome.NameTaken taken ->
          ProblemResponse.of(Problem.of(409, "A token with this name already exists."));
      case TokenOutcome.TooMany many ->
          ProblemResponse.of(
              Problem.of(
                  409,
                  "There are already "
                      + ApiTokens.MAX_TOKENS
                      + " API tokens, which is the limit; revoke one first."));
    };
  }

  /** Revokes a token; it ends at once. */
  @DELETE
  @Path("/{name}")
  @Transactional
  public Response revoke(@PathParam("name") String name) {
    TokenView token = tokens.revoke(name).orElseThrow(Ids::notFound);
    audit("token.revoked", token);
    return Response.noContent().build();
  }

  private void audit(String action, TokenView token) {
    Map<String, String> details =
        Map.of("role", token.role().word(), "expiresAt", token.expiresAt().toString());
    trail.append(caller.operator(), action, token.name(), details);
  }

  /** A token in the form that the API shows. */
  public record TokenAnswer(
      String name, String role, Instant createdAt, @Nullable String createdBy, Instant expiresAt) {
    static TokenAnswer of(TokenView view) {
      return new TokenAnswer(
          view.name(), view.role().word(), view.createdAt(), view.createdBy(), view.expiresAt());
    }
  }

  /** A new token with its text, which the API shows only once. */
  public record NewTokenAnswer(
      String name,
      String role,
      Instant createdAt,
      @Nullable String createdBy,
      Instant expiresAt,
      String token) {
    static NewTokenAnswer of(TokenOutcome.Made made) {
      TokenView view = made.view();
      return new NewTokenAnswer(
          view.name(),
          view.role().word(),
          view.createdAt(),
          view.createdBy(),
          view.expiresAt(),
          made.token());
    }

    /** Returns the token's name without its text. */
    @Override
    public String toString() {
      return "NewTokenAnswer[" + name + "]";
    }
  }
}
