package org.paperwire.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;
import org.paperwire.enrich.failures.DeadLetters;
import org.paperwire.enrich.running.EnrichSettings;
import org.paperwire.enrich.running.StreamsSettings;
import org.paperwire.platform.KafkaSettings;
import org.paperwire.serdes.RegistrySerdes;
import org.paperwire.topics.Cluster;
import org.paperwire.topics.Topics;

/// What Kafka does with lines when nobody looks into them: sent by a producer, read by a consumer,
/// passed on by a Streams application, each with the settings of the services' own, on topics like
/// that of the sightings.
final class BarePeers implements AutoCloseable {

  private static final int THREADS = 2;
  private static final int STATE_CACHE_MEGABYTES = 64;
  private static final Duration POLL = Duration.ofMillis(200);
  private static final long LOOK_MILLIS = 10;

  /// The default of Streams with exactly-once. The second of the enrichment, whose steps ask for
  /// commits themselves, would be most of what is measured here.
  private static final int COMMIT_MILLIS = 100;

  private final KafkaSettings kafka;
  private final Admin admin;
  private final int partitions;
  private final Map<String, String> settings;

  /// @param kafka with the topic of the sightings
  BarePeers(KafkaSettings kafka) throws InterruptedException, ExecutionException {
    this.kafka = kafka;
    this.admin = Admin.create(kafka.admin("bare"));
    String sightings = Topics.SIGHTINGS.name();
    this.partitions =
        Objects.requireNonNull(
                admin.describeTopics(List.of(sightings)).allTopicNames().get().get(sightings))
            .partitions()
            .size();
    this.settings = ownSettings(sightings);
  }

  private Map<String, String> ownSettings(String topic)
      throws InterruptedException, ExecutionException {
    var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    return Objects.requireNonNull(
            admin.describeConfigs(List.of(resource)).all().get().get(resource))
        .entries()
        .stream()
        .filter(entry -> entry.source() == ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG)
        .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
  }

  /// Creates a topic with the partitions and settings of that of the sightings.
  void create(String topic) throws InterruptedException, ExecutionException {
    admin
        .createTopics(List.of(new NewTopic(topic, partitions, (short) 1).configs(settings)))
        .all()
        .get();
  }

  /// Sends every line of a file as a record, and waits until all are acknowledged.
  ///
  /// @return seconds
  double produce(Path lines, String topic) throws IOException {
    try (var producer =
            new KafkaProducer<>(
                kafka.producer("bare"), new StringSerializer(), new ByteArraySerializer());
        BufferedReader in = Files.newBufferedReader(lines)) {
      producer.partitionsFor(topic);
      long began = System.nanoTime();
      int number = 0;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        var _ =
            producer.send(
                new ProducerRecord<>(
                    topic, "line:" + number++, line.getBytes(StandardCharsets.UTF_8)));
      }
      producer.flush();
      return secondsSince(began);
    }
  }

  /// Reads what is committed on a topic, from its beginning.
  ///
  /// @param records how many there are
  /// @return seconds
  double consume(String topic, int records) {
    try (var consumer =
        new KafkaConsumer<>(
            kafka.consumer("bare"), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> all =
          consumer.partitionsFor(topic).stream()
              .map(at -> new TopicPartition(at.topic(), at.partition()))
              .toList();
      consumer.assign(all);
      consumer.seekToBeginning(all);
      long began = System.nanoTime();
      int read = 0;
      while (read < records) {
        read += consumer.poll(POLL).count();
      }
      if (read > records) {
        throw new IllegalStateException(topic + " holds " + read + " records, not " + records);
      }
      return secondsSince(began);
    }
  }

  /// Passes on every record of a topic, exactly once, from running until the last is committed.
  ///
  /// @param records how many there are
  /// @param scratch a folder of its own
  /// @return seconds
  double pass(String from, String to, int records, Path scratch)
      throws InterruptedException, ExecutionException {
    var runs = new CountDownLatch(1);
    var enrich = new EnrichSettings(from.replace('.', '-'), THREADS, "0", 0, STATE_CACHE_MEGABYTES);
    try (var streams = new KafkaStreams(passing(from, to), streamsConfig(enrich, scratch))) {
      streams.setStateListener(
          (state, _) -> {
            if (state == KafkaStreams.State.RUNNING || state.hasCompletedShutdown()) {
              runs.countDown();
            }
          });
      streams.start();
      runs.await();
      long began = System.nanoTime();
      while (committed(enrich.applicationId()) < records) {
        if (!streams.state().isRunningOrRebalancing()) {
          throw new IllegalStateException("the application is " + streams.state());
        }
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      }
      return secondsSince(began);
    }
  }

  private static Topology passing(String from, String to) {
    var builder = new StreamsBuilder();
    builder.stream(from, Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()))
        .to(to, Produced.with(Serdes.ByteArray(), Serdes.ByteArray()));
    return builder.build();
  }

  private StreamsConfig streamsConfig(EnrichSettings enrich, Path scratch) {
    var serdes = new RegistrySerdes("mock://bare");
    Map<String, Object> all =
        new HashMap<>(
            StreamsSettings.of(
                enrich,
                kafka,
                new Cluster(partitions, (short) 1, 1, false),
                scratch,
                new DeadLetters(serdes, InstantSource.system(), _ -> {})));
    all.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_MILLIS);
    return new StreamsConfig(all);
  }

  /// Records that a group has behind it. Their outputs are committed in the same transaction.
  private long committed(String group) throws InterruptedException, ExecutionException {
    return admin
        .listConsumerGroupOffsets(group)
        .partitionsToOffsetAndMetadata()
        .get()
        .values()
        .stream()
        .filter(Objects::nonNull)
        .mapToLong(at -> at.offset())
        .sum();
  }

  private static double secondsSince(long began) {
    return (System.nanoTime() - began) / 1e9;
  }

  @Override
  public void close() {
    admin.close();
  }
}
