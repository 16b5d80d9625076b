package org.paperwire.query.views;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.lucene.document.Document;
import org.paperwire.query.views.Decoder.Decoded;
import org.paperwire.query.views.ViewStatus.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Applies the records of a poll. Keys are worked on side by side; the records of a key keep the
/// order of the topic, where it is always on the same partition.
///
/// A record that cannot be read is counted, logged with its place, and passed over: it must not
/// stop the others.
final class Indexing<V extends SpecificRecord> implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Indexing.class);
  private static final Duration REGISTRY_RETRY = Duration.ofMillis(500);

  /// Fewer records than this are not worth waking other threads for.
  private static final int ALONE_MAX = 64;

  private static final int PARTS_A_THREAD = 8;

  private final ViewDefinition<V> definition;
  private final Generation generation;
  private final Showing showing;
  private final ViewBuilder<V> builder;
  private final Decoder<V> decoder;
  private final int parts;
  private final ExecutorService threads;

  Indexing(
      Workshop<V> workshop,
      Generation generation,
      int threads,
      Showing showing,
      ViewBuilder<V> builder) {
    this.definition = workshop.definition();
    this.generation = generation;
    this.showing = showing;
    this.builder = builder;
    this.decoder =
        new Decoder<>(
            workshop.serdes(), definition.topic(), value -> Optional.of(definition.key(value)));
    this.parts = threads * PARTS_A_THREAD;
    this.threads =
        Executors.newFixedThreadPool(
            threads,
            Thread.ofPlatform().daemon().name("view-" + definition.name() + "-", 0).factory());
  }

  /// Applies what the poll brought of these partitions. False when the view is to stop: then not
  /// all was applied.
  boolean apply(List<TopicPartition> partitions, ConsumerRecords<String, byte[]> records)
      throws IOException {
    if (records.count() <= ALONE_MAX) {
      for (TopicPartition partition : partitions) {
        if (!apply(records.records(partition))) {
          return false;
        }
      }
      return true;
    }
    List<Callable<Boolean>> work =
        byKey(partitions, records).stream()
            .<Callable<Boolean>>map(part -> () -> apply(part))
            .toList();
    try {
      boolean all = true;
      for (Future<Boolean> part : threads.invokeAll(work)) {
        all &= part.get();
      }
      return all;
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException io) {
        throw io;
      }
      throw e.getCause() instanceof RuntimeException unexpected
          ? unexpected
          : new IllegalStateException("indexing failed", e);
    }
  }

  /// As many parts as there are threads, about as long as each other, and each key in one of them:
  /// a poll often brings records of one partition alone.
  private List<List<ConsumerRecord<String, byte[]>>> byKey(
      List<TopicPartition> partitions, ConsumerRecords<String, byte[]> records) {
    List<List<ConsumerRecord<String, byte[]>>> byKey =
        Stream.generate(() -> new ArrayList<ConsumerRecord<String, byte[]>>())
            .limit(parts)
            .collect(Collectors.toUnmodifiableList());
    for (TopicPartition partition : partitions) {
      for (ConsumerRecord<String, byte[]> record : records.records(partition)) {
        byKey.get(Math.floorMod(Objects.hashCode(record.key()), parts)).add(record);
      }
    }
    return byKey;
  }

  private boolean apply(List<ConsumerRecord<String, byte[]>> records) throws IOException {
    for (ConsumerRecord<String, byte[]> record : records) {
      Optional<Decoded<V>> decoded = decode(decoder, record);
      if (decoded.isEmpty()) {
        return false;
      }
      switch (decoded.get()) {
        case Decoded.Value<V>(_, V value) -> put(record, value);
        case Decoded.Nothing<V>(String key) -> generation.remove(key);
        case Decoded.Poison<V> _ -> {}
      }
    }
    return true;
  }

  private void put(ConsumerRecord<String, byte[]> record, V value) throws IOException {
    Document document;
    try {
      document = definition.document(value, Instant.ofEpochMilli(record.timestamp()));
    } catch (RuntimeException e) {
      skip(record, "no-document", e.toString());
      return;
    }
    try {
      generation.put(definition.id(value), document);
    } catch (IllegalArgumentException e) {
      // Lucene refuses this document (an immense term, say) and no other.
      skip(record, "refused", e.toString());
    }
  }

  /// Decodes a record, waiting for the registry as long as it does not answer; poison is counted
  /// and logged. Empty when the view is to stop.
  <T extends SpecificRecord> Optional<Decoded<T>> decode(
      Decoder<T> values, ConsumerRecord<String, byte[]> record) {
    Optional<State> before = Optional.empty();
    while (!builder.isStopped()) {
      try {
        Decoded<T> decoded = values.decode(record);
        before.ifPresent(state -> showing.state(state, Optional.empty()));
        if (decoded instanceof Decoded.Poison<T>(String reason, String detail)) {
          skip(record, reason, detail);
        }
        return Optional.of(decoded);
      } catch (Decoder.RegistryAway e) {
        if (before.isEmpty()) {
          before = Optional.of(showing.status().state());
          LOG.warn("view {}: {}; waiting", definition.name(), e.getMessage());
        }
        showing.state(State.WAITING_FOR_REGISTRY, Optional.of(e.toString()));
        builder.pause(REGISTRY_RETRY);
      }
    }
    return Optional.empty();
  }

  private void skip(ConsumerRecord<String, byte[]> record, String reason, String detail) {
    showing.skip();
    LOG.warn(
        "view {}: a record is passed over, {}: {} [topic={} partition={} offset={} key={}]",
        definition.name(),
        reason,
        detail,
        record.topic(),
        record.partition(),
        record.offset(),
        record.key());
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
