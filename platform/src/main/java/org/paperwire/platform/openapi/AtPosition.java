package org.paperwire.platform.openapi;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Describes a call that is answered from a view: it may be asked to wait for a position, and may
/// have to say that it is not there yet.
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
@Parameter(name = "Paperwire-Min-Position", ref = "#/components/parameters/Paperwire-Min-Position")
@Parameter(name = "Prefer", ref = "#/components/parameters/Prefer")
@ApiResponse(responseCode = "400", ref = "#/components/responses/BadRequest")
@ApiResponse(responseCode = "503", ref = "#/components/responses/NotNow")
public @interface AtPosition {}
