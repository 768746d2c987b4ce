package io.callboard.web.problem;

import io.callboard.problem.Problem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;

/** Factory of JAX-RS answers from a {@link Problem}; callers can add headers to the builder. */
public final class ProblemResponse {
  private ProblemResponse() {}

  /** Returns the answer. */
  public static Response of(Problem problem) {
    return builder(problem).build();
  }

  /** Returns a builder of the answer, for headers such as {@code Retry-After}. */
  public static Response.ResponseBuilder builder(Problem problem) {
    return Response.status(problem.status())
        .type(Problem.MEDIA_TYPE)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .entity(problem.json().getBytes(StandardCharsets.UTF_8));
  }
}
