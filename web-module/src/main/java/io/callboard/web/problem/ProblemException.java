package io.callboard.web.problem;

import io.callboard.problem.Problem;

/** Thrown by a resource to answer with a problem. */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  /** Creates the exception for a problem. */
  public ProblemException(Problem problem) {
    super(problem.detail() == null ? problem.title() : problem.detail(), null, false, false);
    this.problem = problem;
  }

  /** Returns the problem to answer with. */
  public Problem problem() {
    return problem;
  }
}
