package io.callboard.web.hooks;

import io.callboard.problem.Problem;
import io.callboard.web.problem.ProblemResponse;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

/** Hooks answer {@code POST} and nothing else, whatever the runtime would answer by itself. */
public final class PostOnly implements ExceptionMapper<NotAllowedException> {

  @Override
  public Response toResponse(NotAllowedException thrown) {
    return answer();
  }

  static Response answer() {
    return ProblemResponse.builder(Problem.of(405)).header(HttpHeaders.ALLOW, "POST").build();
  }
}
