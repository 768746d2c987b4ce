package io.callboard.web.problem;

import io.callboard.problem.Problem;

/** Leaves a resource with a problem as the answer. */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  /** Answers the problem. */
  public ProblemException(Problem problem) {
    super(problem.detail() == null ? problem.title() : problem.detail(), null, false, false);
    this.problem = problem;
  }

  /** The answer. */
  public Problem problem() {
    return problem;
  }
}
