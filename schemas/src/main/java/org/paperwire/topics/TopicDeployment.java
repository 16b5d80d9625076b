package org.paperwire.topics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.paperwire.topics.Topic.Kept;
import org.paperwire.topics.Topic.Role;

/// Makes the topics on a broker those of the catalogue. Safe to run again, and by two at once.
public final class TopicDeployment {

  /// Larger than any producer of ours may send, so that an oversized record fails in the client,
  /// with a name (a record between the two limits can be retried for ever).
  static final int MESSAGE_BYTES_MAX = 1_048_588;

  /// From the answer that a topic was created until the broker that answers knows it.
  private static final Duration KNOWN_WITHIN = Duration.ofSeconds(30);

  private static final Duration PAUSE = Duration.ofMillis(20);

  private TopicDeployment() {}

  /// Creates what is missing of the catalogue, and waits until the broker knows all of it.
  ///
  /// @throws IllegalStateException when a topic stands there with another number of partitions
  /// @throws KafkaException when the broker does not answer; trying again may help
  /// @throws RetriableException when the broker does not answer, or not yet
  /// @throws InvalidReplicationFactorException when there are fewer brokers than copies are wanted;
  ///   the others may still be starting
  public static void deploy(Admin admin, Cluster cluster) throws InterruptedException {
    deploy(admin, cluster, Topics.ALL);
  }

  /// Creates what is missing of these topics; the same otherwise.
  public static void deploy(Admin admin, Cluster cluster, List<Topic<?>> topics)
      throws InterruptedException {
    try {
      Set<String> present = admin.listTopics().names().get();
      List<NewTopic> missing = new ArrayList<>();
      for (Topic<?> topic : topics) {
        if (!present.contains(topic.name())) {
          missing.add(
              new NewTopic(topic.name(), cluster.partitions(), cluster.replicationFactor())
                  .configs(settings(topic, cluster)));
        }
      }
      for (var created : admin.createTopics(missing).values().values()) {
        waitUnlessThere(created);
      }
      awaitLeaders(admin, missing);
      refuseDrift(admin, cluster, topics);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RetriableException later) {
        throw later;
      }
      if (e.getCause() instanceof InvalidReplicationFactorException later) {
        throw later;
      }
      throw new IllegalStateException("topics could not be deployed: " + e.getCause(), e);
    }
  }

  private static void waitUnlessThere(KafkaFuture<Void> created)
      throws InterruptedException, ExecutionException {
    try {
      created.get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
  }

  /// A topic is there for the controller before its leaders are. What a new producer sends in
  /// between may be refused and the batch behind it taken, for any sequence number is the right one
  /// of a producer that nobody knows yet; then the first batch is out of order until it expires. So
  /// the leaders of new topics are asked for their ends.
  private static void awaitLeaders(Admin admin, List<NewTopic> created)
      throws InterruptedException, ExecutionException {
    var ends = new HashMap<TopicPartition, OffsetSpec>();
    for (NewTopic topic : created) {
      for (int partition = 0; partition < topic.numPartitions(); partition++) {
        ends.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
      }
    }
    onceKnown(() -> admin.listOffsets(ends).all());
  }

  private static void refuseDrift(Admin admin, Cluster cluster, List<Topic<?>> topics)
      throws InterruptedException, ExecutionException {
    List<String> names = topics.stream().map(Topic::name).toList();
    for (TopicDescription topic :
        onceKnown(() -> admin.describeTopics(names).allTopicNames()).values()) {
      if (topic.partitions().size() != cluster.partitions()) {
        throw new IllegalStateException(
            "topic %s has %d partitions, expected %d: keys would be looked for in the wrong place"
                .formatted(topic.name(), topic.partitions().size(), cluster.partitions()));
      }
    }
  }

  /// The answer of a broker that knows all topics. A topic is created when the controller has
  /// written it down; a broker learns of it a moment later, and until then says that there is no
  /// such topic.
  private static <T> T onceKnown(Supplier<KafkaFuture<T>> question)
      throws InterruptedException, ExecutionException {
    long deadline = System.nanoTime() + KNOWN_WITHIN.toNanos();
    while (true) {
      try {
        return question.get().get();
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)
            || System.nanoTime() > deadline) {
          throw e;
        }
        Thread.sleep(PAUSE);
      }
    }
  }

  /// The settings of a topic, as the broker names them.
  public static Map<String, String> settings(Topic<?> topic, Cluster cluster) {
    var settings = new HashMap<String, String>();
    settings.put(
        TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, Integer.toString(cluster.minInsyncReplicas()));
    settings.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(MESSAGE_BYTES_MAX));
    switch (topic.kept()) {
      case Kept.ForEver() -> {
        settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
        settings.put(TopicConfig.RETENTION_MS_CONFIG, "-1");
      }
      case Kept.NewestOfEachKey() -> {
        settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
        settings.put(TopicConfig.DELETE_RETENTION_MS_CONFIG, Long.toString(7 * 24 * 3_600_000L));
        settings.put(TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG, Long.toString(7 * 24 * 3_600_000L));
      }
      case Kept.For(var time) -> {
        settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
        settings.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(time.toMillis()));
      }
    }
    if (topic.role() == Role.SOURCE && cluster.forceSources()) {
      settings.put(TopicConfig.FLUSH_MESSAGES_INTERVAL_CONFIG, "1");
    }
    return Map.copyOf(settings);
  }
}
