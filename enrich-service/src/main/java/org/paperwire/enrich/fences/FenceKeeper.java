package org.paperwire.enrich.fences;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.paperwire.avro.Fence;
import org.paperwire.avro.Offset;
import org.paperwire.platform.KafkaSettings;
import org.paperwire.serdes.RegistrySerdes;
import org.paperwire.topics.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts up fences, in the background: one at the start, then one each time that the source topics
/// have moved.
///
/// ```
/// ends of the sources (S) ─▶ wait until the group has committed S
///   ─▶ for each stage: its ends ─▶ wait until the group has committed them
///     ─▶ ends of the outputs (O) ─▶ publish S → O
/// ```
///
/// Under exactly-once a step's input offset and what it wrote are committed together. So when the
/// group has committed S, all that follows from S in the first stage is written there, below its
/// end; and so on to the outputs. It needs a topology without cycles that holds nothing back.
public final class FenceKeeper implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(FenceKeeper.class);
  private static final Duration MOVING = Duration.ofMillis(20);
  private static final Duration IDLE = Duration.ofMillis(100);
  private static final Duration OUTAGE = Duration.ofMillis(500);

  /// After this many looks without progress it is worth reading what the group may be passing over.
  private static final int PATIENCE = 5;

  private final String generation;
  private final String application;
  private final Stages stages;
  private final KafkaSettings kafka;
  private final RegistrySerdes serdes;
  private final InstantSource clock;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Thread thread = Thread.ofPlatform().daemon().name("fences").unstarted(this::work);

  /// @param generation of the enrichment
  /// @param application id of the Kafka Streams application: its group, and the prefix of its
  ///   topics
  public FenceKeeper(
      String generation,
      String application,
      Stages stages,
      KafkaSettings kafka,
      RegistrySerdes serdes,
      InstantSource clock) {
    this.generation = generation;
    this.application = application;
    this.stages = stages;
    this.kafka = kafka;
    this.serdes = serdes;
    this.clock = clock;
  }

  /// Starts in the background.
  public void start() {
    thread.start();
  }

  private void work() {
    Optional<Map<TopicPartition, Long>> fenced = Optional.empty();
    while (!isStopping()) {
      try (var offsets = new Offsets(kafka, application + "-fences", application);
          var producer =
              new KafkaProducer<>(
                  kafka.producer(application + "-fences"),
                  new StringSerializer(),
                  serdes.<Fence>serializer())) {
        while (!isStopping()) {
          Map<TopicPartition, Long> sources = offsets.ends(offsets.partitions(stages.sources()));
          if (fenced.equals(Optional.of(sources))) {
            pause(IDLE);
          } else if (pass(offsets, sources)) {
            publish(producer, sources, offsets.ends(offsets.partitions(stages.outputs())));
            fenced = Optional.of(sources);
          }
        }
      } catch (KafkaException e) {
        LOG.debug("no fence for now", e);
        pauseQuietly();
      } catch (RuntimeException e) {
        // Without fences nobody would ever be told that what was written shows.
        LOG.error("fences failed and start over", e);
        pauseQuietly();
      } catch (InterruptedException e) {
        LOG.debug("interrupted");
        return;
      }
    }
  }

  /// Waits stage by stage; false when it is to stop.
  private boolean pass(Offsets offsets, Map<TopicPartition, Long> sources)
      throws InterruptedException {
    boolean passed = reach(offsets, sources);
    for (SortedSet<String> stage : stages.internal()) {
      if (passed) {
        passed =
            reach(
                offsets,
                offsets.ends(
                    offsets.partitions(
                        stage.stream().map(topic -> application + "-" + topic).toList())));
      }
    }
    return passed;
  }

  private boolean reach(Offsets offsets, Map<TopicPartition, Long> ends)
      throws InterruptedException {
    Map<TopicPartition, Long> missing = new HashMap<>(ends);
    Map<TopicPartition, Long> before = Map.of();
    int looks = 0;
    while (!isStopping()) {
      Map<TopicPartition, Long> committed = offsets.committed(missing.keySet());
      missing.entrySet().removeIf(end -> at(committed, end.getKey()) >= end.getValue());
      looks = committed.equals(before) ? looks + 1 : 0;
      before = committed;
      if (looks >= PATIENCE) {
        missing
            .entrySet()
            .removeIf(
                end -> offsets.isEmpty(end.getKey(), at(committed, end.getKey()), end.getValue()));
        looks = 0;
      }
      if (missing.isEmpty()) {
        return true;
      }
      pause(MOVING);
    }
    return false;
  }

  private static long at(Map<TopicPartition, Long> offsets, TopicPartition partition) {
    return offsets.getOrDefault(partition, 0L);
  }

  private void publish(
      Producer<String, Fence> producer,
      Map<TopicPartition, Long> sources,
      Map<TopicPartition, Long> outputs)
      throws InterruptedException {
    var fence = new Fence(generation, listed(sources), listed(outputs), clock.instant());
    try {
      producer.send(new ProducerRecord<>(Topics.PROGRESS.name(), generation, fence)).get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException failed ? failed : new KafkaException(e);
    }
  }

  private static List<Offset> listed(Map<TopicPartition, Long> offsets) {
    var sorted = new TreeMap<String, Offset>();
    offsets.forEach(
        (at, offset) ->
            sorted.put(
                "%s %08d".formatted(at.topic(), at.partition()),
                new Offset(at.topic(), at.partition(), offset)));
    return List.copyOf(sorted.values());
  }

  private boolean isStopping() {
    return stopping.getCount() == 0;
  }

  private void pause(Duration time) throws InterruptedException {
    if (stopping.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
      LOG.debug("no need to wait, it is to stop");
    }
  }

  private void pauseQuietly() {
    try {
      pause(OUTAGE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    stopping.countDown();
    if (!thread.isAlive()) {
      return;
    }
    try {
      if (!thread.join(Duration.ofSeconds(5))) {
        LOG.debug("the last fence is still under way");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
