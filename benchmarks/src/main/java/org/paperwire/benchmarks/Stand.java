package org.paperwire.benchmarks;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.paperwire.avro.Fence;
import org.paperwire.avro.PaperSighted;
import org.paperwire.broker.EmbeddedBroker;
import org.paperwire.platform.KafkaSettings;
import org.paperwire.platform.Position;
import org.paperwire.serdes.RegistrySerdes;
import org.paperwire.topics.Cluster;
import org.paperwire.topics.SchemaDeployment;
import org.paperwire.topics.Topic;
import org.paperwire.topics.TopicDeployment;
import org.paperwire.topics.Topics;

/// A broker with the topics of the catalogue in this process, on a folder of its own.
///
/// @param cluster with four partitions, as standalone has
record Stand(
    Path folder, EmbeddedBroker broker, KafkaSettings kafka, Cluster cluster, RegistrySerdes serdes)
    implements AutoCloseable {

  private static final int PARTITIONS = 4;

  static Stand open(Path folder) throws IOException, RestClientException, InterruptedException {
    var serdes = new RegistrySerdes("mock://benchmarks");
    SchemaDeployment.deploy(serdes.registry());
    var broker = EmbeddedBroker.start(folder.resolve("broker"));
    var kafka = new KafkaSettings(broker.bootstrapServers());
    var cluster = new Cluster(PARTITIONS, (short) 1, 1, false);
    try (Admin admin = Admin.create(kafka.admin("deployment"))) {
      TopicDeployment.deploy(admin, cluster);
    }
    return new Stand(folder, broker, kafka, cluster, serdes);
  }

  /// Puts sightings on their topic, as fast as a producer alone can.
  void send(InventedSightings sightings, int count) {
    var serializer = serdes.<PaperSighted>serializer();
    String topic = Topics.SIGHTINGS.name();
    try (var producer =
        new KafkaProducer<>(
            kafka.producer("sender"), new ByteArraySerializer(), new ByteArraySerializer())) {
      for (int n = 0; n < count; n++) {
        PaperSighted sighting = sightings.sighting(n);
        var _ =
            producer.send(
                new ProducerRecord<>(
                    topic,
                    sighting.getRecordKey().getBytes(StandardCharsets.UTF_8),
                    serializer.serialize(topic, sighting)));
      }
      producer.flush();
    }
  }

  /// Where the partitions of a topic end.
  Map<TopicPartition, Long> ends(Admin admin, Topic<?> topic) throws InterruptedException {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      latest.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
    }
    try {
      return admin.listOffsets(latest).all().get().entrySet().stream()
          .collect(Collectors.toMap(Map.Entry::getKey, at -> at.getValue().offset()));
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  /// Waits until a generation has said that everything up to a position is in its outputs.
  void awaitFence(String generation, Position position) {
    Map<String, Object> settings = new HashMap<>(kafka.consumer("progress"));
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    try (var progress =
        new KafkaConsumer<>(
            settings, new StringDeserializer(), serdes.deserializer(Topics.PROGRESS))) {
      List<TopicPartition> all =
          progress.partitionsFor(Topics.PROGRESS.name()).stream()
              .map(at -> new TopicPartition(at.topic(), at.partition()))
              .toList();
      progress.assign(all);
      progress.seekToBeginning(all);
      boolean reached = false;
      while (!reached) {
        for (var record : progress.poll(Duration.ofMillis(200))) {
          reached |= record.key().equals(generation) && sources(record.value()).reached(position);
        }
      }
    }
  }

  private static Position sources(Fence fence) {
    return new Position(
        fence.getSources().stream()
            .collect(
                Collectors.toMap(
                    at -> new TopicPartition(at.getTopic(), at.getPartition()),
                    at -> at.getOffset())));
  }

  @Override
  public void close() {
    broker.close();
  }
}
