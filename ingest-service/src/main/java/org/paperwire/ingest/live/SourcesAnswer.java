package org.paperwire.ingest.live;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.paperwire.platform.sources.SourceBoard;

/// How the sources are. Its records are the shape of the API and are described from their source,
/// which those of [SourceBoard] in another module cannot be; a field that the board comes to have
/// for a page does not become one of the API by itself.
///
/// @param live whether this instance asks them
@Serdeable
record SourcesAnswer(boolean live, List<Polled> pollers, List<Batch> batches) {

  SourcesAnswer {
    pollers = List.copyOf(pollers);
    batches = List.copyOf(batches);
  }

  /// A poller and how its source is.
  @Serdeable
  record Polled(
      String poller,
      String address,
      String state,
      Optional<String> detail,
      Optional<String> day,
      Optional<Instant> askedAt,
      Optional<Instant> answeredAt,
      Optional<Instant> newAt,
      Optional<Instant> nextAt,
      long answers,
      int failures) {

    static Polled of(SourceBoard.Polled polled) {
      return new Polled(
          polled.poller(),
          polled.address(),
          polled.state(),
          polled.detail(),
          polled.day(),
          polled.askedAt(),
          polled.answeredAt(),
          polled.newAt(),
          polled.nextAt(),
          polled.answers(),
          polled.failures());
    }
  }

  /// What became of one batch.
  @Serdeable
  record Batch(
      String batchId,
      String source,
      Optional<String> format,
      String door,
      Optional<String> poller,
      Optional<String> name,
      Instant receivedAt,
      Optional<Long> expected,
      long received,
      @JsonProperty("new") Optional<Long> news,
      Optional<Long> repeated,
      long rejected,
      Optional<String> state,
      Optional<String> day) {

    static Batch of(SourceBoard.Batch batch) {
      return new Batch(
          batch.batchId(),
          batch.source(),
          batch.format(),
          batch.door(),
          batch.poller(),
          batch.name(),
          batch.receivedAt(),
          batch.expected(),
          batch.received(),
          batch.news(),
          batch.repeated(),
          batch.rejected(),
          batch.state(),
          batch.day());
    }
  }
}
