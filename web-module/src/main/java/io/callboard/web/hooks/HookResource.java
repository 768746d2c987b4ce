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
 * The resource for webhooks, at any path that {@link HeadFirst} has recognized as the path of a
 * source. No parameter has a constraint; the annotation keeps the server's validator from checking
 * each delivery.
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

  /** Receives a webhook. */
  @POST
  public Response receive(@Context HttpServletRequest request) throws IOException {
    HookHead head = Objects.requireNonNull(HookHead.of(request));
    return LateAnswers.of(hooks.receive(head, request.getInputStream()), request);
  }
}
