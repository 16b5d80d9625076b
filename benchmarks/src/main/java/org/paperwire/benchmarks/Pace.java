package org.paperwire.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;

/// How an application gets on: how many records it has committed of the topics that it reads, at
/// five moments a second.
final class Pace implements AutoCloseable {

  private static final Duration LOOK = Duration.ofMillis(200);

  private final Admin admin;
  private final String group;
  private final String topic;
  private final CountDownLatch over = new CountDownLatch(1);

  /// Records by the time they were seen committed; guarded by itself.
  private final NavigableMap<Long, Long> seen = new TreeMap<>();

  /// @param topic whose records are counted
  Pace(Admin admin, String group, String topic) {
    this.admin = admin;
    this.group = group;
    this.topic = topic;
    Thread.ofVirtual().name("pace").start(this::look);
  }

  private void look() {
    try {
      while (!over.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
        long records =
            admin
                .listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get()
                .entrySet()
                .stream()
                .filter(at -> isCounted(at.getKey()))
                .mapToLong(at -> at.getValue().offset())
                .sum();
        synchronized (seen) {
          seen.put(System.nanoTime(), records);
        }
      }
    } catch (InterruptedException | ExecutionException e) {
      over.countDown();
    }
  }

  private boolean isCounted(TopicPartition partition) {
    return partition.topic().equals(topic);
  }

  /// Records a second over each tenth of all of them. A tenth that began and ended between two
  /// looks is left out.
  ///
  /// @param began by [System#nanoTime]
  List<Double> tenths(long began, int all) {
    var rates = new ArrayList<Double>();
    long last = began;
    synchronized (seen) {
      for (int tenth = 1; tenth <= 10; tenth++) {
        double wanted = all * tenth / 10.0 * 0.999;
        long from = last;
        var reached =
            seen.tailMap(from, false).entrySet().stream()
                .filter(point -> point.getValue() >= wanted)
                .map(Map.Entry::getKey)
                .findFirst();
        if (reached.isPresent()) {
          rates.add(all / 10.0 / ((reached.get() - from) / 1e9));
          last = reached.get();
        }
      }
    }
    return rates;
  }

  @Override
  public void close() {
    over.countDown();
  }
}
