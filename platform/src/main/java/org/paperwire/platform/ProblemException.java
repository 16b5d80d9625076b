package org.paperwire.platform;

/// Ends a request with a [Problem]. Thrown where the HTTP layer is left, never by domain logic.
public final class ProblemException extends RuntimeException {

  private final transient Problem problem;

  public ProblemException(Problem problem) {
    super(problem.slug() + ": " + problem.detail());
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
