package org.paperwire.platform.generations;

import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.paperwire.platform.KafkaSettings;
import org.paperwire.topics.EnrichmentGeneration;
import org.paperwire.topics.Topic;
import org.paperwire.topics.Topics;

/// How much of the source topics a generation of the enrichment has taken in.
@Singleton
public final class BuildingPace {

  private static final long PATIENCE_SECONDS = 5;

  /// Of the source topics.
  ///
  /// @param done places that its group has committed
  /// @param total places there are
  public record Taken(long done, long total) {}

  private final KafkaSettings kafka;

  BuildingPace(KafkaSettings kafka) {
    this.kafka = kafka;
  }

  /// How much it has taken in; empty while nobody can say.
  public Optional<Taken> of(EnrichmentGeneration generation) throws InterruptedException {
    try (Admin admin = Admin.create(kafka.admin("paperwire-generations-pace"))) {
      Map<TopicPartition, Long> ends = ends(admin);
      var committed =
          admin
              .listConsumerGroupOffsets(generation.applicationId())
              .partitionsToOffsetAndMetadata()
              .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      long done = 0;
      for (TopicPartition partition : ends.keySet()) {
        var at = committed.get(partition);
        done += at == null ? 0 : at.offset();
      }
      return Optional.of(new Taken(done, ends.values().stream().mapToLong(end -> end).sum()));
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      return Optional.empty();
    }
  }

  private static Map<TopicPartition, Long> ends(Admin admin)
      throws InterruptedException, ExecutionException, TimeoutException {
    List<String> sources = Topics.SOURCES.stream().map(Topic::name).toList();
    var asked = new HashMap<TopicPartition, OffsetSpec>();
    admin
        .describeTopics(sources)
        .allTopicNames()
        .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .forEach(
            (topic, described) ->
                described
                    .partitions()
                    .forEach(
                        partition ->
                            asked.put(
                                new TopicPartition(topic, partition.partition()),
                                OffsetSpec.latest())));
    var ends = new HashMap<TopicPartition, Long>();
    admin
        .listOffsets(asked)
        .all()
        .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .forEach((partition, end) -> ends.put(partition, end.offset()));
    return ends;
  }
}
