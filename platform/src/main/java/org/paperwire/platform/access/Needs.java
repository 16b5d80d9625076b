package org.paperwire.platform.access;

import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.paperwire.platform.keys.Scope;

/// What a key has to be good for to be let in here, once there are keys. Every route that changes
/// something has one; one that was forgotten lets nobody in.
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@SecurityRequirement(name = "key")
@ApiResponse(responseCode = "401", ref = "#/components/responses/KeyNeeded")
@ApiResponse(responseCode = "403", ref = "#/components/responses/NotAllowed")
@ApiResponse(responseCode = "429", ref = "#/components/responses/TooMany")
public @interface Needs {
  Scope value();
}
