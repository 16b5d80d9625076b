package org.paperwire.platform.openapi;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;

/// Serves the description of the API to programs.
@Controller
@Tag(name = "Operations")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ApiController {

  private static final String FOR_A_WHILE = "public, max-age=300";

  private final Api api;

  ApiController(Api api) {
    this.api = api;
  }

  /// This document.
  @Operation(operationId = "openApiYaml")
  @ApiResponse(responseCode = "200", description = "OpenAPI 3.0, as YAML.")
  @Get(value = "/openapi.yml", produces = "application/yaml; charset=utf-8")
  HttpResponse<String> yaml() {
    return kept(api.yaml());
  }

  /// This document as JSON.
  @Operation(operationId = "openApiJson")
  @ApiResponse(responseCode = "200", description = "OpenAPI 3.0, as JSON.")
  @Get(value = "/openapi.json", produces = "application/json; charset=utf-8")
  HttpResponse<byte[]> json() {
    return kept(api.json());
  }

  private static <T> HttpResponse<T> kept(T body) {
    return HttpResponse.ok(body)
        .header(HttpHeaders.CACHE_CONTROL, FOR_A_WHILE)
        // Whoever writes a client or a page against the API may read what it is.
        .header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
  }
}
