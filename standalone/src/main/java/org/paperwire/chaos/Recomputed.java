package org.paperwire.chaos;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.paperwire.avro.Paper;
import org.paperwire.enrich.PaperTopology;
import org.paperwire.enrich.failures.DeadLetters;
import org.paperwire.enrich.identity.Matching;
import org.paperwire.enrich.records.SourceRanks;
import org.paperwire.enrich.running.EnrichSettings;
import org.paperwire.enrich.running.StreamsSettings;
import org.paperwire.enrich.tagging.Tagger;
import org.paperwire.platform.KafkaSettings;
import org.paperwire.serdes.RegistrySerdes;
import org.paperwire.topics.Cluster;
import org.paperwire.topics.Topic;
import org.paperwire.topics.Topics;
import org.rocksdb.Env;
import org.rocksdb.Options;
import org.rocksdb.RocksMemEnv;

/// What has to come out of sightings: the topology of the enrichment in one thread, without a
/// broker, transactions, rebalances or restarts.
final class Recomputed implements AutoCloseable {

  /// The driver keeps what is written until somebody reads it.
  private static final int DRAINED_AFTER = 500;

  private final TopologyTestDriver driver;
  private final Map<String, TestInputTopic<byte[], byte[]>> sources;
  private final TestOutputTopic<String, Paper> papers;
  private final Map<String, Paper> newest = new HashMap<>();
  private int heard;

  /// @param folder for its stores
  Recomputed(RegistrySerdes serdes, Path folder) {
    Tagger tagger = Tagger.load(List.of());
    Map<String, Object> settings =
        StreamsSettings.of(
            new EnrichSettings("recomputed", 1, "0", 0, 64),
            new KafkaSettings("127.0.0.1:1"),
            Cluster.STANDALONE,
            folder,
            new DeadLetters(serdes, InstantSource.system(), _ -> {}));
    var properties = new Properties();
    properties.putAll(settings);
    properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, FilesInMemory.class);
    this.driver =
        new TopologyTestDriver(
            new PaperTopology(SourceRanks.standard(), Matching::standard, tagger::tags, serdes, 1)
                .build(new StreamsConfig(settings)),
            properties);
    this.sources =
        Topics.SOURCES.stream()
            .collect(
                Collectors.toMap(
                    Topic::name,
                    topic ->
                        driver.createInputTopic(
                            topic.name(), new ByteArraySerializer(), new ByteArraySerializer())));
    this.papers =
        driver.createOutputTopic(
            Topics.PAPERS.name(), new StringDeserializer(), serdes.deserializer(Topics.PAPERS));
  }

  /// Takes in a record of one of the source topics.
  void hear(String topic, byte[] key, byte[] value) {
    Objects.requireNonNull(sources.get(topic), topic).pipeInput(key, value);
    if (++heard % DRAINED_AFTER == 0) {
      drain();
    }
  }

  private void drain() {
    papers.readKeyValuesToList().forEach(paper -> newest.put(paper.key, paper.value));
    for (String topic : driver.producedTopicNames()) {
      if (!topic.equals(Topics.PAPERS.name())) {
        var _ =
            driver
                .createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
      }
    }
  }

  /// The newest of each paper id.
  Map<String, Paper> papers() {
    drain();
    return Map.copyOf(newest);
  }

  @Override
  public void close() {
    driver.close();
  }

  /// The driver commits after each record, and a commit writes files.
  public static final class FilesInMemory implements RocksDBConfigSetter {

    /// Of all stores, and never closed: a store that closes still writes.
    private static final Env FILES = new RocksMemEnv(Env.getDefault());

    @Override
    public void setConfig(String store, Options options, Map<String, Object> configs) {
      options.setEnv(FILES);
    }

    @Override
    public void close(String store, Options options) {
      // what is shared stays open
    }
  }
}
