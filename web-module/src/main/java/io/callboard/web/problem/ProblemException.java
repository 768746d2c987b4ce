package io.callboard.web.problem;

import io.callboard.problem.Problem;
import jakarta.ws.rs.core.Response;

/** Leaves a resource with a problem as the answer. */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Response response;

  /** Answers the problem. */
  public ProblemException(Problem problem) {
    this(problem, ProblemResponse.of(problem));
  }

  /** Answers the problem with a response that has headers of its own. */
  public ProblemException(Problem problem, Response response) {
    super(problem.detail() == null ? problem.title() : problem.detail(), null, false, false);
    this.response = response;
  }

  /** The answer. */
  public Response response() {
    return response;
  }
}
