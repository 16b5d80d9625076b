package org.paperwire.query.views;

import io.micronaut.context.annotation.Context;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.paperwire.platform.KafkaSettings;
import org.paperwire.platform.Position;
import org.paperwire.topics.Topic;
import org.paperwire.topics.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How old what a position reflects is. A position says it exactly, and to nobody: it is opaque,
/// and what was written since is not in it. So the ends of the source topics are looked at ten
/// times a second, as the enrichment does for its fences; while the broker does not answer, answers
/// grow older and say so.
@Context
public final class Freshness {

  private static final Logger LOG = LoggerFactory.getLogger(Freshness.class);
  private static final Duration INTERVAL = Duration.ofMillis(100);
  private static final Duration OUTAGE = Duration.ofSeconds(1);

  private final KafkaSettings kafka;
  private final InstantSource clock = InstantSource.system();
  private final Marks marks = new Marks();
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Thread thread =
      Thread.ofPlatform().daemon().name("freshness").unstarted(this::work);

  Freshness(KafkaSettings kafka) {
    this.kafka = kafka;
  }

  @PostConstruct
  void start() {
    thread.start();
  }

  @PreDestroy
  void stop() {
    stopping.countDown();
  }

  /// The moment of which a position reflects everything: whatever was acknowledged before it, by
  /// the clock of this process, is in what has reached the position. Empty while none is known.
  public Optional<Instant> asOf(Position position) {
    return marks.asOf(position);
  }

  private void work() {
    while (!isStoppingAfter(Duration.ZERO)) {
      try (Admin admin = Admin.create(kafka.admin("paperwire-freshness"))) {
        Map<TopicPartition, OffsetSpec> ends = ends(admin);
        do {
          Instant before = clock.instant();
          marks.add(before, position(admin, ends));
        } while (!isStoppingAfter(INTERVAL));
      } catch (ExecutionException | KafkaException e) {
        LOG.debug("nobody says where the sources end", e);
        if (isStoppingAfter(OUTAGE)) {
          return;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private static Map<TopicPartition, OffsetSpec> ends(Admin admin)
      throws ExecutionException, InterruptedException {
    List<String> sources = Topics.SOURCES.stream().map(Topic::name).toList();
    var ends = new HashMap<TopicPartition, OffsetSpec>();
    admin
        .describeTopics(sources)
        .allTopicNames()
        .get()
        .forEach(
            (topic, description) ->
                description
                    .partitions()
                    .forEach(
                        partition ->
                            ends.put(
                                new TopicPartition(topic, partition.partition()),
                                OffsetSpec.latest())));
    return ends;
  }

  private static Position position(Admin admin, Map<TopicPartition, OffsetSpec> ends)
      throws ExecutionException, InterruptedException {
    var offsets = new HashMap<TopicPartition, Long>();
    admin.listOffsets(ends).all().get().forEach((at, end) -> offsets.put(at, end.offset()));
    return new Position(offsets);
  }

  private boolean isStoppingAfter(Duration pause) {
    try {
      return stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
