package org.paperwire.platform;

import io.micronaut.context.annotation.Primary;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.http.server.exceptions.response.Error;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one place where errors become answers, those of ours and those that the framework finds.
public final class Problems {

  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

  private Problems() {}

  /// The answer that tells a problem.
  public static MutableHttpResponse<Map<String, Object>> answer(Problem problem) {
    MutableHttpResponse<Map<String, Object>> answer =
        HttpResponse.<Map<String, Object>>status(problem.status(), problem.title())
            .body(problem.members())
            .contentType(Problem.MEDIA_TYPE);
    problem
        .retryAfter()
        .ifPresent(
            wait -> answer.header("Retry-After", Long.toString(Math.max(1, wait.toSeconds()))));
    return answer;
  }

  /// Answers with the problem that was thrown.
  @Singleton
  @Produces(Problem.MEDIA_TYPE)
  static final class OfOurs implements ExceptionHandler<ProblemException, HttpResponse<?>> {

    @Override
    @SuppressWarnings("rawtypes") // as the interface has it
    public HttpResponse<?> handle(HttpRequest request, ProblemException thrown) {
      return answer(thrown.problem());
    }
  }

  /// Gives what the framework found (no such route, not JSON, too large, …) the form of a problem.
  /// What nobody foresaw is logged whole and told without internals.
  @Singleton
  @Primary
  static final class OfTheFramework implements ErrorResponseProcessor<Map<String, Object>> {

    @Override
    public MutableHttpResponse<Map<String, Object>> processResponse(
        ErrorContext context, MutableHttpResponse<?> response) {
      HttpStatus status = HttpStatus.valueOf(response.code());
      if (response.code() >= 500) {
        LOG.error(
            "{} {} failed",
            context.getRequest().getMethod(),
            // as it was sent: decoded, it could hold the end of a line
            context.getRequest().getUri().getRawPath(),
            context.getRootCause().orElse(null));
      }
      String said =
          context.getErrors().stream().map(Error::getMessage).collect(Collectors.joining("; "));
      String detail =
          response.code() >= 500
              ? "The request failed; the log of the service says why."
              : said.isEmpty() ? status.getReason() : said;
      MutableHttpResponse<Map<String, Object>> answer =
          answer(Problem.other(slug(status), status.getReason(), response.code(), detail));
      response.getHeaders().forEach((name, values) -> keep(answer, name, values));
      return answer;
    }

    private static void keep(MutableHttpResponse<?> answer, String name, List<String> values) {
      if (!name.equalsIgnoreCase("Content-Type") && !name.equalsIgnoreCase("Content-Length")) {
        values.forEach(value -> answer.header(name, value));
      }
    }

    private static String slug(HttpStatus status) {
      return status.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
