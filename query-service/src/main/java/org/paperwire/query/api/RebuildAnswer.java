package org.paperwire.query.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.paperwire.query.views.RebuildStatus;

/// How a rebuild is doing.
///
/// @param number of it
/// @param generation that it makes, or goes back to
/// @param enrichment the generation of the enrichment whose papers it has
/// @param kind `rebuild` or `back`
/// @param state `building`, `held`, `switched`, `failed` or `cancelled`
/// @param because why it was needed, what it waits for, why it failed
/// @param hold whether it waits to be switched by hand
/// @param done places of the topic that are behind it
/// @param total places of the topic
/// @param rate places a second
/// @param etaSeconds until it has caught up, at that rate
/// @param documents in it, as of the last look
/// @param skipped records that cannot be read
@Serdeable
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(name = "Rebuild")
record RebuildAnswer(
    int number,
    int generation,
    String enrichment,
    String kind,
    String state,
    Optional<String> because,
    boolean hold,
    Instant startedAt,
    Optional<Instant> endedAt,
    long done,
    long total,
    double rate,
    Optional<Long> etaSeconds,
    int documents,
    long skipped) {

  static RebuildAnswer of(RebuildStatus status) {
    return new RebuildAnswer(
        status.number(),
        status.generation(),
        status.enrichment().name(),
        status.kind().name().toLowerCase(Locale.ROOT),
        status.state().name().toLowerCase(Locale.ROOT),
        status.because(),
        status.hold(),
        status.startedAt(),
        status.endedAt(),
        status.done(),
        status.total(),
        Math.round(status.rate() * 10) / 10.0,
        status.timeLeft().map(Duration::toSeconds),
        status.documents(),
        status.skipped());
  }
}
