package org.paperwire.query.api;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;

/// Answers that hold only at their position, and so are in no cache.
final class Fresh {

  private Fresh() {}

  static <T> MutableHttpResponse<T> always(T body) {
    return HttpResponse.ok(body).header(HttpHeaders.CACHE_CONTROL, "no-store");
  }
}
