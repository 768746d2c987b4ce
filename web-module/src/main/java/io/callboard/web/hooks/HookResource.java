package io.callboard.web.hooks;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.executable.ExecutableType;
import jakarta.validation.executable.ValidateOnExecution;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Where webhooks arrive. No parameter has a constraint; without being told so, the server's
 * validator would look at each delivery.
 */
@Path("{source}")
@ApplicationScoped
@ValidateOnExecution(type = ExecutableType.NONE)
public class HookResource {
  private final Hooks hooks;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  public HookResource() {
    this.hooks = null;
  }

  @Inject
  public HookResource(Hooks hooks) {
    this.hooks = hooks;
  }

  /** Takes a webhook in. */
  @POST
  public Response receive(
      @PathParam("source") String source, @Context HttpServletRequest request, InputStream body) {
    return receive(source, null, request, body);
  }

  /** Takes a webhook in from a source that asks for a token in the path. */
  @POST
  @Path("{token}")
  public Response receive(
      @PathParam("source") String source,
      @PathParam("token") @Nullable String token,
      @Context HttpServletRequest request,
      InputStream body) {
    return LateAnswers.of(hooks.receive(source, token, request, body), request);
  }
}
