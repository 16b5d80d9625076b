package org.paperwire.ingest.intake;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.paperwire.bibliography.SourceName;
import org.paperwire.ingest.Bytes;
import org.paperwire.ingest.DecisionSaid;
import org.paperwire.ingest.Format;
import org.paperwire.ingest.Item;
import org.paperwire.ingest.Limits;
import org.paperwire.ingest.Parsed;
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
///
/// Of which format a stream was and who spoke in it, it knows at the end: what all that was taken
/// has in common. A dead letter is of whoever speaks in its own line or file alone, so that it is
/// the same letter wherever that line stands.
final class Tally {

  private static final Logger LOG = LoggerFactory.getLogger(Tally.class);

  private final BatchInfo info;
  private final Batch batch;
  private final MeterRegistry meters;
  private final List<Reject> named = new ArrayList<>();
  private final Map<Reason, Integer> rejected = new EnumMap<>(Reason.class);
  private final Map<Format, Long> accepted = new EnumMap<>(Format.class);
  private final Set<Format> refused = EnumSet.noneOf(Format.class);

  /// No more than two of them: one is who speaks, two are several.
  private final Set<SourceName> speakers = new HashSet<>();

  private int lastAt;

  Tally(BatchInfo info, Batch batch, MeterRegistry meters) {
    this.info = info;
    this.batch = batch;
    this.meters = meters;
  }

  String batchId() {
    return info.batchId();
  }

  /// Publishes what a body, or a line or file of it, says.
  void take(Parsed parsed) throws NotAcknowledgedException {
    for (Item item : parsed.items()) {
      lastAt = item.at();
      switch (item) {
        case Seen seen -> {
          if (batch.publish(seen)) {
            accepted.merge(parsed.format(), 1L, Long::sum);
            heard(seen.sighting().origin().source());
          } else {
            reject(Reject.tooLarge(seen), parsed);
          }
        }
        case Reject reject -> reject(reject, parsed);
      }
    }
  }

  private void heard(SourceName speaker) {
    if (speakers.size() < 2) {
      speakers.add(speaker);
    }
  }

  private void reject(Reject reject, Parsed parsed) throws NotAcknowledgedException {
    refused.add(parsed.format());
    parsed.speaker().ifPresent(this::heard);
    reject(reject, parsed.speaker().orElseGet(this::given));
  }

  /// Who speaks, as far as the request says so.
  private SourceName given() {
    return info.given().source().orElse(SourceName.UNKNOWN);
  }

  private void reject(Reject reject, SourceName source) throws NotAcknowledgedException {
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

  /// A stream that breaks after what was taken of it.
  void takeBreak(Reason reason, String detail) throws NotAcknowledgedException {
    reject(new Reject(lastAt + 1, reason, detail, Optional.empty(), Raw.text("")), given());
  }

  /// Publishes a body of which nothing can be read, and waits until it is acknowledged.
  void buryBody(Raw body, Reason reason, String detail) throws NotAcknowledgedException {
    batch.bury(body, given(), reason, detail);
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

  /// Waits until everything of a stream of lines is acknowledged. Lines of one format are of that;
  /// otherwise they are only lines.
  Taken taken() throws NotAcknowledgedException {
    Set<Format> formats = accepted.isEmpty() ? refused : accepted.keySet();
    return taken(formats.size() == 1 ? formats.iterator().next() : Format.PAPERS_NDJSON);
  }

  /// Waits until everything is acknowledged.
  Taken taken(Format format) throws NotAcknowledgedException {
    Position position = batch.finish();
    long taken = accepted.values().stream().mapToLong(Long::longValue).sum();
    long rejects = rejected.values().stream().mapToLong(Integer::longValue).sum();
    count("accepted", format.slug(), taken);
    rejected.forEach((reason, count) -> count(reason.slug(), format.slug(), count));
    leaveReceipt(format, taken, rejects);
    return new Taken(info.batchId(), format, taken, rejects, named, position);
  }

  /// Nobody waits for it: everything that it counts is acknowledged, and the sender is told the
  /// same in the answer.
  private void leaveReceipt(Format format, long taken, long rejects) {
    SourceName speaker =
        info.given()
            .source()
            .orElseGet(
                () -> speakers.size() == 1 ? speakers.iterator().next() : SourceName.UNKNOWN);
    var receipt =
        new Receipt(
            info.batchId(),
            speaker.value(),
            Optional.of(format.slug()),
            info.given().door().slug(),
            Optional.empty(),
            info.name(),
            info.receivedAt(),
            Optional.empty(),
            taken + rejects,
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
