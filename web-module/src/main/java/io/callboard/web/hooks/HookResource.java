package io.callboard.web.hooks;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.executable.ExecutableType;
import jakarta.validation.executable.ValidateOnExecution;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.Objects;

/**
 * Where webhooks arrive: at any path that {@link HeadFirst} has found to be that of a source. No
 * parameter has a constraint; without being told so, the server's validator would look at each
 * delivery.
 */
@Path("{source: .+}")
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
  public Response receive(@Context HttpServletRequest request) throws IOException {
    HookHead head = Objects.requireNonNull(HookHead.of(request));
    return LateAnswers.of(hooks.receive(head, request.getInputStream()), request);
  }
}
