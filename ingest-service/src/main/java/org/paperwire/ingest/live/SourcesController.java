package org.paperwire.ingest.live;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import org.paperwire.ingest.Limits;
import org.paperwire.ingest.publishing.Lease;
import org.paperwire.platform.Problem;
import org.paperwire.platform.ProblemException;
import org.paperwire.platform.sources.SourceBoard;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `GET /v1/sources`: each poller, and what became of the last batches.
@Controller("/v1/sources")
@Tag(name = "Operations")
@ExecuteOn(TaskExecutors.BLOCKING)
final class SourcesController {

  private static final Logger LOG = LoggerFactory.getLogger(SourcesController.class);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);
  private static final String LIMIT_DEFAULT = "50";

  private final SourceBoard board;
  private final Lease lease;
  private final InstantSource clock = InstantSource.system();

  SourcesController(SourceBoard board, Lease lease) {
    this.board = board;
    this.lease = lease;
  }

  /// Each poller with how its source is, and the receipts of the last batches.
  @Operation(operationId = "sources")
  @Parameter(name = "limit", ref = "#/components/parameters/batchLimit")
  @ApiResponse(responseCode = "200", description = "The pollers, and the newest batches first.")
  @ApiResponse(responseCode = "400", ref = "#/components/responses/SourcesNotUnderstood")
  @ApiResponse(responseCode = "503", ref = "#/components/responses/SourcesUnreadable")
  @Get
  SourcesAnswer sources(@QueryValue(defaultValue = LIMIT_DEFAULT) int limit) {
    if (limit < 1 || limit > Limits.RECEIPTS_PER_PAGE_MAX) {
      throw new ProblemException(
          Problem.badRequest(
              "limit-malformed", "limit is from 1 to " + Limits.RECEIPTS_PER_PAGE_MAX));
    }
    try {
      return new SourcesAnswer(
          lease.isHeld(),
          board.pollers(clock.instant()).stream().map(SourcesAnswer.Polled::of).toList(),
          board.batches(limit).stream().map(SourcesAnswer.Batch::of).toList());
    } catch (IOException e) {
      LOG.warn("sources cannot be told: {}", e.getMessage());
      throw new ProblemException(
          Problem.unavailable(
              "sources-unreadable", "The topics of the sources cannot be read.", RETRY_AFTER));
    }
  }
}
