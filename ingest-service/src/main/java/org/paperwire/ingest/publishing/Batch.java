package org.paperwire.ingest.publishing;

import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.paperwire.avro.DeadLetter;
import org.paperwire.bibliography.SourceName;
import org.paperwire.ingest.DecisionSaid;
import org.paperwire.ingest.Raw;
import org.paperwire.ingest.Reason;
import org.paperwire.ingest.Reject;
import org.paperwire.ingest.Seen;
import org.paperwire.ingest.SignalSeen;
import org.paperwire.ingest.polling.Cursor;
import org.paperwire.ingest.polling.Poller;
import org.paperwire.ingest.polling.Receipt;
import org.paperwire.platform.KafkaSettings;
import org.paperwire.platform.Position;
import org.paperwire.topics.Topic;
import org.paperwire.topics.Topic.Role;
import org.paperwire.topics.Topics;

/// What one capture or request publishes. Used by one thread; acknowledgements come in on the
/// producer's.
///
/// A window of bytes may be on their way at a time, so that a stream of any length takes the same
/// memory and is read no faster than the broker takes it. The first failure ends the batch: every
/// later call says so.
public final class Batch {

  /// Bytes of one batch that are on their way; the producer's buffer takes four times this.
  static final int WINDOW_BYTES = 8 * 1024 * 1024;

  /// What a record has around its value: key, headers, the batch's own header.
  private static final int OVERHEAD_BYTES = 4 * 1024;

  private static final int VALUE_BYTES_MAX = KafkaSettings.REQUEST_BYTES_MAX - OVERHEAD_BYTES;

  private final Supplier<Producer<String, byte[]>> producer;
  private final Serializer<SpecificRecord> values;
  private final DeadLetters deadLetters;
  private final BatchInfo info;

  /// Released by acknowledgements and failures alike; whoever holds all of it knows that nothing is
  /// on its way any more.
  private final Semaphore window = new Semaphore(WINDOW_BYTES);

  /// Written by the producer's thread, read by ours once the window is whole again.
  private final Map<TopicPartition, Long> next = new HashMap<>();

  /// Written once, by either thread.
  private volatile @Nullable Exception failure;

  Batch(
      Supplier<Producer<String, byte[]>> producer,
      Serializer<SpecificRecord> values,
      DeadLetters deadLetters,
      BatchInfo info) {
    this.producer = producer;
    this.values = values;
    this.deadLetters = deadLetters;
    this.info = info;
  }

  /// Publishes a sighting and the signals seen beside it.
  ///
  /// @return whether it was sent; false when it is larger than a record may be
  /// @throws NotAcknowledgedException when something of this batch is known not to have arrived
  public boolean publish(Seen seen) throws NotAcknowledgedException {
    String key = seen.sighting().recordKey().value();
    byte[] value = serialised(Topics.SIGHTINGS, SightingMapping.toAvro(seen.sighting(), info));
    if (value.length > VALUE_BYTES_MAX) {
      return false;
    }
    send(Topics.SIGHTINGS, key, value);
    publishSignals(seen);
    return true;
  }

  /// Publishes only the signals beside a sighting, which is there already.
  ///
  /// @throws NotAcknowledgedException when something of this batch is known not to have arrived
  public void publishSignals(Seen seen) throws NotAcknowledgedException {
    String key = seen.sighting().recordKey().value();
    for (SignalSeen signal : seen.signals()) {
      send(
          Topics.SIGNALS,
          key,
          serialised(Topics.SIGNALS, SignalMapping.toAvro(signal, seen.sighting(), info)));
    }
  }

  /// Publishes what could not be read.
  ///
  /// @throws NotAcknowledgedException when something of this batch is known not to have arrived
  public void bury(Reject reject, SourceName source) throws NotAcknowledgedException {
    send(
        new DeadLetters.Dead(
            source, reject.reason(), reject.detail(), Optional.of(reject.at()), reject.raw()));
  }

  /// Publishes a body of which nothing could be read.
  ///
  /// @throws NotAcknowledgedException when something of this batch is known not to have arrived
  public void bury(Raw body, SourceName source, Reason reason, String detail)
      throws NotAcknowledgedException {
    send(new DeadLetters.Dead(source, reason, detail, Optional.empty(), body));
  }

  /// Puts a record back on the source topic that it was read from, as it was.
  ///
  /// @throws NotAcknowledgedException when something of this batch is known not to have arrived
  public void putBack(Topic<?> topic, String key, byte[] value) throws NotAcknowledgedException {
    send(topic, key, value);
  }

  /// Publishes what people decided about two records.
  ///
  /// @throws NotAcknowledgedException when something of this batch is known not to have arrived
  public void decide(DecisionSaid said) throws NotAcknowledgedException {
    send(
        Topics.DECISIONS,
        DecisionMapping.key(said),
        serialised(Topics.DECISIONS, DecisionMapping.toAvro(said, info)));
  }

  /// Publishes what became of a batch.
  ///
  /// @throws NotAcknowledgedException when something of this batch is known not to have arrived
  public void leave(Receipt receipt) throws NotAcknowledgedException {
    send(
        Topics.RECEIPTS,
        receipt.batchId(),
        serialised(Topics.RECEIPTS, ReceiptMapping.toAvro(receipt)));
  }

  /// Publishes where a poller stands.
  ///
  /// @param nextAt when it is to ask next
  /// @throws NotAcknowledgedException when something of this batch is known not to have arrived
  public void leave(Poller poller, Cursor cursor, Instant nextAt) throws NotAcknowledgedException {
    send(
        Topics.CURSORS,
        poller.name(),
        serialised(Topics.CURSORS, CursorMapping.toAvro(poller, cursor, nextAt)));
  }

  private void send(DeadLetters.Dead dead) throws NotAcknowledgedException {
    DeadLetter letter;
    try {
      letter = deadLetters.letter(dead, info);
    } catch (IOException e) {
      throw failed(e);
    }
    send(Topics.DEAD_LETTERS, dead.source().value(), serialised(Topics.DEAD_LETTERS, letter));
  }

  private byte[] serialised(Topic<?> topic, SpecificRecord value) throws NotAcknowledgedException {
    try {
      return values.serialize(topic.name(), value);
    } catch (KafkaException e) {
      throw failed(e);
    }
  }

  private void send(Topic<?> topic, String key, byte[] value) throws NotAcknowledgedException {
    refuseAfterFailure();
    acquire(value.length);
    boolean countsForPosition = topic.role() == Role.SOURCE;
    try {
      producer
          .get()
          .send(
              new ProducerRecord<>(topic.name(), key, value),
              (ack, e) -> {
                if (e != null) {
                  failed(e);
                } else if (countsForPosition) {
                  acknowledged(ack);
                }
                window.release(value.length);
              });
    } catch (KafkaException | IllegalStateException e) {
      window.release(value.length);
      throw failed(e);
    }
  }

  private void acknowledged(RecordMetadata ack) {
    next.merge(new TopicPartition(ack.topic(), ack.partition()), ack.offset() + 1, Math::max);
  }

  /// Waits until everything is acknowledged.
  ///
  /// @return the position just after it, in the source topics
  /// @throws NotAcknowledgedException when something of it is not
  public Position finish() throws NotAcknowledgedException {
    acquire(WINDOW_BYTES);
    window.release(WINDOW_BYTES);
    refuseAfterFailure();
    return new Position(next);
  }

  /// The wait is bounded by the producer's delivery timeout, after which a record has failed.
  private void acquire(int bytes) throws NotAcknowledgedException {
    try {
      window.acquire(bytes);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(e);
    }
  }

  private NotAcknowledgedException failed(Exception e) {
    Exception first = failure;
    failure = first == null ? e : first;
    return new NotAcknowledgedException(e);
  }

  private void refuseAfterFailure() throws NotAcknowledgedException {
    Exception first = failure;
    if (first != null) {
      throw new NotAcknowledgedException(first);
    }
  }
}
