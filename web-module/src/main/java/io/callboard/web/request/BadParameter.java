package io.callboard.web.request;

import io.callboard.problem.Problem;
import io.callboard.web.problem.ProblemException;

/** Factory of answers to parameters, or members of a request's body, that cannot be used. */
public final class BadParameter {
  private static final int LONGEST_NAME = 100;

  private BadParameter() {}

  /** Returns a 400 with the parameter's name as the member {@code parameter}. */
  public static ProblemException named(String name, String detail) {
    String shown = name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
    return new ProblemException(Problem.of(400, detail).with("parameter", shown));
  }
}
