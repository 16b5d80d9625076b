package org.paperwire.ingest.intake;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.paperwire.bibliography.RecordKey;
import org.paperwire.ingest.DecisionSaid;
import org.paperwire.platform.Position;
import org.paperwire.platform.access.Needs;
import org.paperwire.platform.keys.Scope;

/// `POST /v1/identity/decisions`: people say that two records are one paper, or are not.
@Controller("/v1/identity/decisions")
@Tag(name = "Identity")
@ExecuteOn(TaskExecutors.BLOCKING)
final class DecisionsController {

  private final Intake intake;

  DecisionsController(Intake intake) {
    this.intake = intake;
  }

  /// Takes a decision about two records. It replaces any earlier one about the same two; `none`
  /// takes it back. The records need not be there yet.
  @Operation(operationId = "decide")
  @ApiResponse(responseCode = "200", description = "It is taken; reads at its position show it.")
  @ApiResponse(responseCode = "400", ref = "#/components/responses/DecisionMalformed")
  @ApiResponse(responseCode = "503", ref = "#/components/responses/NotTaken")
  @Needs(Scope.ADMIN)
  @Post
  HttpResponse<DecisionAnswer> post(@Body DecisionAsked asked) {
    List<RecordKey> pair = asked.pair();
    var said =
        new DecisionSaid(
            pair.getFirst(), pair.getLast(), asked.said(), asked.decider(), asked.reason());
    Position position = intake.decide(said);
    return HttpResponse.ok(
            new DecisionAnswer(
                pair.stream().map(RecordKey::value).toList(), said.verdict(), position.token()))
        .header("Paperwire-Position", position.token());
  }
}
