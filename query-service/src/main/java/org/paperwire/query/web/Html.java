package org.paperwire.query.web;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;

/// What every page is sent with, beside what every answer is.
final class Html {

  /// Nothing is loaded from anywhere else, nothing runs, nobody frames the page.
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  private Html() {}

  static MutableHttpResponse<String> secured(MutableHttpResponse<String> page) {
    return page.contentType(MediaType.of("text/html; charset=utf-8"))
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .header("Content-Security-Policy", CONTENT_SECURITY_POLICY);
  }
}
