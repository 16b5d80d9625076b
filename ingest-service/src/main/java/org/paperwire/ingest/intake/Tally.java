package org.paperwire.ingest.intake;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.paperwire.bibliography.SourceName;
import org.paperwire.ingest.Bytes;
import org.paperwire.ingest.DecisionSaid;
import org.paperwire.ingest.Format;
import org.paperwire.ingest.Item;
import org.paperwire.ingest.Limits;
import org.paperwire.ingest.Raw;
import org.paperwire.ingest.Reason;
import org.paperwire.ingest.Reject;
import org.paperwire.ingest.Seen;
import org.paperwire.ingest.polling.Receipt;
import org.paperwire.ingest.publishing.Batch;
import org.paperwire.ingest.publishing.BatchInfo;
import org.paperwire.ingest.publishing.NotAcknowledgedException;
import org.paperwire.platform.Position;
import org.paperwire.topics.Topic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Publishes items one by one and counts them; says nothing of them before all are acknowledged.
final class Tally {

  private static final Logger LOG = LoggerFactory.getLogger(Tally.class);

  private final BatchInfo info;
  private final Batch batch;
  private final SourceName source;
  private final MeterRegistry meters;
  private final List<Reject> named = new ArrayList<>();
  private final Map<Reason, Integer> rejected = new EnumMap<>(Reason.class);
  private long accepted;
  private int lastAt;

  Tally(BatchInfo info, Batch batch, SourceName source, MeterRegistry meters) {
    this.info = info;
    this.batch = batch;
    this.source = source;
    this.meters = meters;
  }

  String batchId() {
    return info.batchId();
  }

  void take(Item item) throws NotAcknowledgedException {
    lastAt = item.at();
    switch (item) {
      case Seen seen -> {
        if (batch.publish(seen)) {
          accepted++;
        } else {
          reject(tooLarge(seen));
        }
      }
      case Reject reject -> reject(reject);
    }
  }

  private void reject(Reject reject) throws NotAcknowledgedException {
    batch.bury(reject, source);
    rejected.merge(reject.reason(), 1, Integer::sum);
    if (named.size() < Limits.REJECTS_NAMED_MAX) {
      // what was sent is in its letter; an answer does not repeat it
      named.add(
          new Reject(
              reject.at(),
              reject.reason(),
              reject.detail(),
              reject.title(),
              new Raw(Bytes.of(""), reject.raw().mediaType())));
    }
  }

  private Reject tooLarge(Seen seen) {
    return new Reject(
        seen.at(),
        Reason.TOO_LARGE,
        "more than a record may hold",
        Optional.of(seen.sighting().statement().title()),
        seen.sighting().raw().orElseGet(() -> Raw.text(seen.sighting().statement().title())));
  }

  /// A stream that breaks after what was taken of it.
  void takeBreak(Reason reason, String detail) throws NotAcknowledgedException {
    reject(new Reject(lastAt + 1, reason, detail, Optional.empty(), Raw.text("")));
  }

  /// Publishes a body of which nothing can be read, and waits until it is acknowledged.
  void buryBody(Raw body, Reason reason, String detail) throws NotAcknowledgedException {
    batch.bury(body, source, reason, detail);
    batch.finish();
    countUnread(reason);
  }

  /// Counts a body of which nothing is kept.
  void countUnread(Reason reason) {
    count(reason.slug(), "unrecognised", 1);
  }

  /// Puts a record back on its topic, and waits until it is acknowledged.
  Position putBack(Topic<?> topic, String key, byte[] value) throws NotAcknowledgedException {
    batch.putBack(topic, key, value);
    return batch.finish();
  }

  /// Publishes a decision, and waits until it is acknowledged.
  Position decide(DecisionSaid said) throws NotAcknowledgedException {
    batch.decide(said);
    return batch.finish();
  }

  /// Waits until everything is acknowledged.
  Taken taken(Format format) throws NotAcknowledgedException {
    Position position = batch.finish();
    count("accepted", format.slug(), accepted);
    rejected.forEach((reason, count) -> count(reason.slug(), format.slug(), count));
    long rejects = rejected.values().stream().mapToLong(Integer::longValue).sum();
    leaveReceipt(rejects);
    return new Taken(info.batchId(), format, accepted, rejects, named, position);
  }

  /// Nobody waits for it: everything that it counts is acknowledged, and the sender is told the
  /// same in the answer.
  private void leaveReceipt(long rejects) {
    var receipt =
        new Receipt(
            info.batchId(),
            source.value(),
            info.given().door().slug(),
            Optional.empty(),
            info.name(),
            info.receivedAt(),
            Optional.empty(),
            accepted + rejects,
            Optional.empty(),
            Optional.empty(),
            rejects,
            Optional.empty(),
            Optional.empty());
    try {
      batch.leave(receipt);
    } catch (NotAcknowledgedException e) {
      LOG.warn("batch {} has no receipt: {}", info.batchId(), e.getMessage());
    }
  }

  private void count(String outcome, String format, double items) {
    meters.counter("paperwire.ingest.items", "outcome", outcome, "format", format).increment(items);
  }
}
