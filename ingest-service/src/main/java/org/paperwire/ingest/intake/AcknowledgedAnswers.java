package org.paperwire.ingest.intake;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Describes a call that is answered once the broker has acknowledged what was taken. What the
/// answers are is in `src/main/openapi/ingest.yml`.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
@Parameter(name = "Content-Type", hidden = true)
@ApiResponse(
    responseCode = "200",
    description = "Everything that was taken is on the log; what was not is named.",
    headers = @Header(name = "Paperwire-Position", ref = "#/components/headers/Paperwire-Position"))
@ApiResponse(responseCode = "400", ref = "#/components/responses/NotUnderstood")
@ApiResponse(responseCode = "408", ref = "#/components/responses/Incomplete")
@ApiResponse(responseCode = "413", ref = "#/components/responses/TooLarge")
@ApiResponse(responseCode = "422", ref = "#/components/responses/NothingInIt")
@ApiResponse(responseCode = "503", ref = "#/components/responses/NotTaken")
@interface AcknowledgedAnswers {}
