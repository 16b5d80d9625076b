package org.paperwire.query.api;

import java.time.Duration;
import org.paperwire.platform.Problem;
import org.paperwire.platform.ProblemException;
import org.paperwire.query.search.Refused;

/// Asks the papers, and tells a caller why when they refuse.
public final class Asking {

  private Asking() {}

  /// Something that may be refused.
  @FunctionalInterface
  public interface Question<T> {
    T ask() throws Refused;
  }

  public static <T> T ask(Question<T> question) {
    try {
      return question.ask();
    } catch (Refused refused) {
      String detail = String.valueOf(refused.getMessage());
      throw new ProblemException(
          switch (refused.reason()) {
            case QUERY_TOO_LONG -> Problem.badRequest("query-too-long", detail);
            case BAD_CURSOR -> Problem.badRequest("bad-cursor", detail);
            case TOO_SLOW -> Problem.unavailable("too-slow", detail, Duration.ofSeconds(5));
          });
    }
  }
}
