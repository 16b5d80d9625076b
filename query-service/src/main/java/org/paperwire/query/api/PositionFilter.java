package org.paperwire.query.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/// Puts the position of the snapshot that a request was answered from on its answer, problems
/// included.
@ServerFilter("/**")
final class PositionFilter {

  @ResponseFilter
  void state(HttpRequest<?> request, MutableHttpResponse<?> response) {
    request
        .getAttribute(Reads.ATTRIBUTE, String.class)
        .ifPresent(position -> response.header(Reads.POSITION, position));
  }
}
