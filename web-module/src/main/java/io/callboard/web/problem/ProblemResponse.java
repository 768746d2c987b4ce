package io.callboard.web.problem;

import io.callboard.problem.Problem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;

/** A {@link Problem} as a JAX-RS answer; the builder lets the caller add headers. */
public final class ProblemResponse {
  private ProblemResponse() {}

  /** The answer as it is sent when nothing is to be added. */
  public static Response of(Problem problem) {
    return builder(problem).build();
  }

  /** The answer before it is built, for headers such as {@code Retry-After}. */
  public static Response.ResponseBuilder builder(Problem problem) {
    return Response.status(problem.status())
        .type(Problem.MEDIA_TYPE)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .entity(problem.json().getBytes(StandardCharsets.UTF_8));
  }
}
