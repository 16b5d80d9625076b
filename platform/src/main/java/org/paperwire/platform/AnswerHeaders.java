package org.paperwire.platform;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.Map;

/// What every answer is sent with, so that a browser does nothing with it that was not meant:
/// pages, JSON, streams, problems. Who needs something else (a page its style sheet, an asset its
/// cache) says so itself and is left alone.
///
/// `Strict-Transport-Security` is not among them: it means nothing without TLS (RFC 6797 §7.2), and
/// whoever puts TLS in front of this has to state it there.
@ServerFilter("/**")
final class AnswerHeaders implements Ordered {

  /// By name.
  static final Map<String, String> ALWAYS =
      Map.of(
          // Nothing runs, nothing is loaded, nobody frames it, wherever it is opened.
          "Content-Security-Policy",
          "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
          // It is what its type says.
          "X-Content-Type-Options",
          "nosniff",
          // Nobody learns from a link where it was followed.
          "Referrer-Policy",
          "no-referrer",
          // No page of anybody else embeds it, or holds a window of ours.
          "Cross-Origin-Resource-Policy",
          "same-origin",
          "Cross-Origin-Opener-Policy",
          "same-origin",
          // What is not meant to be kept is not, problems included.
          "Cache-Control",
          "no-store");

  /// Around all other filters: what one of them answers by itself is completed too.
  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE;
  }

  @ResponseFilter
  void complete(MutableHttpResponse<?> answer) {
    ALWAYS.forEach(
        (name, value) -> {
          if (!answer.getHeaders().contains(name)) {
            answer.header(name, value);
          }
        });
  }
}
