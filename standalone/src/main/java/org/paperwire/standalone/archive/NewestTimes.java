package org.paperwire.standalone.archive;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.paperwire.topics.Topic;

/// When the newest record of each key of a topic was published.
final class NewestTimes {

  private static final Duration POLL = Duration.ofSeconds(1);

  private NewestTimes() {}

  static Map<String, Long> of(Brokers kafka, Topic<?> topic) {
    var newest = new HashMap<String, Long>();
    try (var consumer =
        new KafkaConsumer<>(
            kafka.consumer("paperwire-restore"),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic.name()).stream()
              .map(p -> new TopicPartition(p.topic(), p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer
            .poll(POLL)
            .forEach(
                record -> {
                  if (record.key() != null) {
                    newest.merge(record.key(), record.timestamp(), Math::max);
                  }
                });
      }
    }
    return newest;
  }
}
