package org.paperwire.query.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.time.temporal.ChronoUnit;
import org.paperwire.platform.Position;
import org.paperwire.query.views.Freshness;

/// Puts the position of what a request was answered from on its answer, problems included, and how
/// old that is.
@ServerFilter("/**")
final class PositionFilter {

  private final Freshness freshness;

  PositionFilter(Freshness freshness) {
    this.freshness = freshness;
  }

  @ResponseFilter
  void state(HttpRequest<?> request, MutableHttpResponse<?> response) {
    request
        .getAttribute(Reads.ATTRIBUTE, Position.class)
        .ifPresent(
            position -> {
              response.header(Reads.POSITION, position.token());
              freshness
                  .asOf(position)
                  .map(moment -> moment.truncatedTo(ChronoUnit.MILLIS).toString())
                  .ifPresent(moment -> response.header(Reads.AS_OF, moment));
            });
  }
}
