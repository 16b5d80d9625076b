package org.paperwire.platform.generations;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.paperwire.avro.GenerationPlan;
import org.paperwire.platform.Deployed;
import org.paperwire.platform.KafkaSettings;
import org.paperwire.serdes.RegistrySerdes;
import org.paperwire.topics.EnrichmentGeneration;
import org.paperwire.topics.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The plan of generations, as the topic says it: read in the background from its beginning, and
/// written by whoever has a next step.
///
/// Several processes may want a step at the same time. The topic has one order: a plan counts if
/// its revision follows that of the last one that counted, so the first counts and everyone, the
/// other writer included, reads that it did.
@Singleton
public final class Generations {

  private static final Logger LOG = LoggerFactory.getLogger(Generations.class);
  private static final String KEY = "enrichment";
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration RETRY = Duration.ofMillis(200);
  private static final Duration OWN_WORD = Duration.ofSeconds(10);

  private final KafkaSettings kafka;
  private final RegistrySerdes serdes;
  private final Deployed deployed;
  private final Thread reading =
      Thread.ofPlatform().daemon().name("generations").unstarted(this::read);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();

  // Guarded by lock.
  private Optional<Plan> plan = Optional.empty();
  private final Map<Long, Place> counted = new HashMap<>();
  private final Map<TopicPartition, Long> next = new HashMap<>();
  private boolean isRead;
  private boolean stopping;

  /// Where the plan of a revision that counts lies.
  private record Place(TopicPartition partition, long offset) {}

  Generations(KafkaSettings kafka, RegistrySerdes serdes, Deployed deployed) {
    this.kafka = kafka;
    this.serdes = serdes;
    this.deployed = deployed;
  }

  @PostConstruct
  void start() {
    reading.start();
  }

  @PreDestroy
  void stop() {
    lock.lock();
    try {
      stopping = true;
      moved.signalAll();
    } finally {
      lock.unlock();
    }
    reading.interrupt();
  }

  /// The plan that holds, as far as it was read; empty while it was not, or where there is none.
  public Optional<Plan> plan() {
    lock.lock();
    try {
      return plan;
    } finally {
      lock.unlock();
    }
  }

  /// The generation whose papers readers are to see; empty until the topic was read. Where nobody
  /// has planned anything it is the first.
  public Optional<EnrichmentGeneration> serving() {
    lock.lock();
    try {
      return isRead
          ? Optional.of(
              plan.map(known -> known.serving().generation()).orElse(EnrichmentGeneration.FIRST))
          : Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /// Waits until the topic was read to its end.
  public void awaitRead() throws InterruptedException {
    lock.lock();
    try {
      while (!isRead) {
        moved.await();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Waits for another plan than that of a revision, at most so long.
  public void awaitChange(long revision, Duration patience) throws InterruptedException {
    long nanos = patience.toNanos();
    lock.lock();
    try {
      while (nanos > 0 && !stopping && plan.map(Plan::revision).orElse(0L) == revision) {
        nanos = moved.awaitNanos(nanos);
      }
    } finally {
      lock.unlock();
    }
  }

  /// Writes a plan, and answers whether it came to hold: false when somebody else was quicker.
  ///
  /// @throws Unanswered when broker or registry do not answer; then nobody knows yet
  public boolean propose(Plan following) throws InterruptedException, Unanswered {
    RecordMetadata sent;
    try {
      sent = send(following);
    } catch (KafkaException e) {
      throw new Unanswered("a plan could not be written: " + e.getMessage(), e);
    }
    var own = new Place(new TopicPartition(sent.topic(), sent.partition()), sent.offset());
    long nanos = OWN_WORD.toNanos();
    lock.lock();
    try {
      while (nanos > 0 && !stopping && next.getOrDefault(own.partition(), 0L) <= own.offset()) {
        nanos = moved.awaitNanos(nanos);
      }
      if (next.getOrDefault(own.partition(), 0L) <= own.offset()) {
        throw new Unanswered(
            "a plan was written and could not be read again", new TimeoutException());
      }
      return own.equals(counted.get(following.revision()));
    } finally {
      lock.unlock();
    }
  }

  private RecordMetadata send(Plan following) throws InterruptedException {
    try (var producer =
        new KafkaProducer<>(
            kafka.producer("paperwire-generations"),
            new StringSerializer(),
            serdes.<GenerationPlan>serializer())) {
      return producer
          .send(
              new ProducerRecord<>(
                  Topics.GENERATIONS.name(), KEY, PlanMapping.published(following)))
          .get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException failed ? failed : new KafkaException(e);
    }
  }

  private void read() {
    try {
      deployed.await();
      while (!isStopping()) {
        try {
          follow();
        } catch (KafkaException e) {
          LOG.debug("the plan of generations cannot be read for now", e);
          Thread.sleep(RETRY);
        } catch (RuntimeException e) {
          // Without a plan nothing would ever be built or switched again.
          LOG.error("reading the plan of generations failed and starts over", e);
          Thread.sleep(RETRY);
        }
      }
    } catch (InterruptedException | InterruptException e) {
      LOG.debug("the plan of generations is no longer read");
    }
  }

  private boolean isStopping() {
    lock.lock();
    try {
      return stopping;
    } finally {
      lock.unlock();
    }
  }

  /// Reads from the beginning, each time: there is little, and what counted counts again.
  private void follow() {
    var client = new HashMap<>(kafka.consumer("paperwire-generations"));
    client.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    try (var consumer =
            new KafkaConsumer<>(client, new StringDeserializer(), new ByteArrayDeserializer());
        var plans = serdes.deserializer(Topics.GENERATIONS)) {
      List<TopicPartition> all =
          consumer.partitionsFor(Topics.GENERATIONS.name()).stream()
              .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
              .toList();
      if (all.isEmpty()) {
        throw new KafkaException("the broker does not know the topic of generations yet");
      }
      consumer.assign(all);
      consumer.seekToBeginning(all);
      Map<TopicPartition, Long> ends = consumer.endOffsets(all);
      while (!isStopping()) {
        for (ConsumerRecord<String, byte[]> record : polled(consumer)) {
          read(plans, record);
        }
        Map<TopicPartition, Long> passed = new HashMap<>();
        all.forEach(partition -> passed.put(partition, consumer.position(partition)));
        passed(
            passed,
            ends.entrySet().stream()
                .allMatch(end -> passed.getOrDefault(end.getKey(), 0L) >= end.getValue()));
      }
    }
  }

  /// The next records. A consumer that is closed by an interrupted thread says that it failed to:
  /// the word to stop is taken down first.
  private static ConsumerRecords<String, byte[]> polled(KafkaConsumer<String, byte[]> consumer) {
    try {
      return consumer.poll(POLL);
    } catch (InterruptException e) {
      if (Thread.interrupted()) {
        LOG.debug("the plan of generations is to be read no longer");
      }
      throw e;
    }
  }

  /// What cannot be read is passed over, unless it is the registry that does not answer: then it is
  /// read again from the beginning.
  private void read(Deserializer<GenerationPlan> plans, ConsumerRecord<String, byte[]> record) {
    if (!KEY.equals(record.key()) || record.value() == null) {
      return;
    }
    Plan read;
    try {
      read = PlanMapping.plan(plans.deserialize(record.topic(), record.value()));
    } catch (SerializationException | IllegalArgumentException e) {
      if (e.getCause() instanceof IOException) {
        throw new KafkaException("the registry does not answer", e);
      }
      LOG.warn(
          "a plan of generations is passed over [partition={} offset={}]",
          record.partition(),
          record.offset(),
          e);
      return;
    }
    var place = new Place(new TopicPartition(record.topic(), record.partition()), record.offset());
    lock.lock();
    try {
      if (read.revision() == plan.map(Plan::revision).orElse(0L) + 1) {
        plan = Optional.of(read);
        counted.put(read.revision(), place);
        LOG.debug("the plan of generations is now {}", read);
      }
    } finally {
      lock.unlock();
    }
  }

  private void passed(Map<TopicPartition, Long> offsets, boolean toTheEnd) {
    lock.lock();
    try {
      next.putAll(offsets);
      isRead |= toTheEnd;
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
