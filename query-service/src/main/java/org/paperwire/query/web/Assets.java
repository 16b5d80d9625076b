package org.paperwire.query.web;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.paperwire.bibliography.Fingerprint;

/// The style sheet and the icon, served by ourselves. Their addresses carry a hash of what they
/// hold, so that a browser may keep them for ever.
@Controller("/assets")
@Tag(name = "Pages")
final class Assets {

  private static final String FOREVER = "public, max-age=31536000, immutable";

  private final byte[] styles = read("/web/paperwire.css");
  private final byte[] icon = read("/web/paperwire.svg");
  private final String stylesAddress =
      "/assets/paperwire.css?v=" + new Fingerprint().with(styles).base32(10);

  String stylesAddress() {
    return stylesAddress;
  }

  /// The style sheet of the pages.
  @ApiResponse(responseCode = "200", description = "The style sheet.")
  @Get(value = "/paperwire.css", produces = "text/css; charset=utf-8")
  HttpResponse<byte[]> styles() {
    return asset(styles);
  }

  /// The icon of the pages.
  @ApiResponse(responseCode = "200", description = "The icon.")
  @Get(value = "/paperwire.svg", produces = "image/svg+xml")
  HttpResponse<byte[]> icon() {
    return asset(icon);
  }

  private static HttpResponse<byte[]> asset(byte[] content) {
    return HttpResponse.ok(content).header(HttpHeaders.CACHE_CONTROL, FOREVER);
  }

  private static byte[] read(String name) {
    try (InputStream resource = Assets.class.getResourceAsStream(name)) {
      if (resource == null) {
        throw new IllegalStateException("the resource " + name + " is not on the class path");
      }
      return resource.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("the resource " + name + " could not be read", e);
    }
  }
}
