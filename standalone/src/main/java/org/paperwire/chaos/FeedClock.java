package org.paperwire.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.paperwire.platform.KafkaSettings;
import org.paperwire.topics.Topics;

/// Notes when changes of papers come out, as a consumer of the topic sees them.
final class FeedClock implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(20);

  private final KafkaSettings kafka;
  private final List<Long> heard = Collections.synchronizedList(new ArrayList<>());
  private final Thread thread = Thread.ofPlatform().name("feed").daemon().unstarted(this::work);
  private volatile boolean stopped;

  private FeedClock(KafkaSettings kafka) {
    this.kafka = kafka;
  }

  static FeedClock start(KafkaSettings kafka) {
    var clock = new FeedClock(kafka);
    clock.thread.start();
    return clock;
  }

  /// When something came, by [System#nanoTime], in order.
  List<Long> heard() {
    synchronized (heard) {
      return List.copyOf(heard);
    }
  }

  private void work() {
    try (var consumer =
        new KafkaConsumer<>(
            kafka.consumer("chaos-feed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> all =
          consumer.partitionsFor(Topics.CHANGES.name()).stream()
              .map(at -> new TopicPartition(at.topic(), at.partition()))
              .toList();
      consumer.assign(all);
      consumer.seekToEnd(all);
      while (!stopped) {
        if (!consumer.poll(POLL).isEmpty()) {
          heard.add(System.nanoTime());
        }
      }
    } catch (KafkaException e) {
      throw new IllegalStateException("the feed cannot be listened to", e);
    }
  }

  @Override
  public void close() {
    stopped = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
