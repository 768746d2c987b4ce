package io.callboard.web.hooks;

import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** Hooks answer {@code POST} and nothing else; a runtime would answer {@code OPTIONS} by itself. */
@Path("{source}")
public class HookOptions {
  /** Says so. */
  @OPTIONS
  public Response options() {
    return PostOnly.answer();
  }

  /** Says so where a source asks for a token in the path. */
  @OPTIONS
  @Path("{token}")
  public Response optionsWithToken() {
    return options();
  }
}
