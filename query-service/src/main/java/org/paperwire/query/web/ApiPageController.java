package org.paperwire.query.web;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.paperwire.platform.openapi.Api;
import org.paperwire.query.api.Parameters;

/// The API for people: what `/openapi.yml` says, as a page.
@Controller(produces = MediaType.TEXT_HTML)
@Tag(name = "Pages")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ApiPageController {

  private static final Pattern HOST =
      Pattern.compile("[A-Za-z0-9.\\-]+(:[0-9]+)?|\\[[0-9a-f:]+](:[0-9]+)?");
  private static final String USUAL_HOST = "127.0.0.1:8080";

  private final Api api;
  private final Templates templates;
  private final Assets assets;

  ApiPageController(Api api, Templates templates, Assets assets) {
    this.api = api;
    this.templates = templates;
    this.assets = assets;
  }

  /// Every call with its parameters, its answers and an example.
  @Operation(operationId = "apiPage")
  @ApiResponse(responseCode = "200", description = "The page.")
  @Get("/api")
  HttpResponse<String> page(HttpRequest<?> request) {
    Parameters.of(request, Set.of());
    var frame = new PageFrame("The API – Paperwire", "", assets.stylesAddress());
    var content = ApiPage.of(api.document(), "http://" + host(request));
    return Html.secured(
        HttpResponse.ok(templates.render("api", Map.of("frame", frame, "content", content))));
  }

  /// Where this caller found us, so that the examples work as they stand.
  private static String host(HttpRequest<?> request) {
    return Optional.ofNullable(request.getHeaders().get(HttpHeaders.HOST))
        .filter(host -> HOST.matcher(host).matches())
        .orElse(USUAL_HOST);
  }
}
