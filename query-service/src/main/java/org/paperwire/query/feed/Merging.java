package org.paperwire.query.feed;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Merges the partitions: about in the order of time, which is nicest for people, and always in the
/// order of each partition, which is what counts.
final class Merging {

  private Merging() {}

  /// What a partition has, and whether more of it is known to follow.
  record Run<V>(List<ConsumerRecord<String, V>> records, boolean goesOn) {}

  /// The records of all runs in one order. It ends where a run that goes on is used up, since what
  /// comes next there may be older than what the others have.
  static <V> List<ConsumerRecord<String, V>> byTime(List<Run<V>> runs) {
    var heads = new PriorityQueue<Head<V>>(Head.order());
    runs.stream()
        .filter(run -> !run.records().isEmpty())
        .forEach(run -> heads.add(new Head<>(run, 0)));
    var merged = new ArrayList<ConsumerRecord<String, V>>();
    while (!heads.isEmpty()) {
      Head<V> head = heads.remove();
      merged.add(head.record());
      if (head.next() < head.run().records().size()) {
        heads.add(new Head<>(head.run(), head.next()));
      } else if (head.run().goesOn()) {
        break;
      }
    }
    return merged;
  }

  private record Head<V>(Run<V> run, int index) {

    ConsumerRecord<String, V> record() {
      return run.records().get(index);
    }

    int next() {
      return index + 1;
    }

    static <V> Comparator<Head<V>> order() {
      return Comparator.<Head<V>>comparingLong(head -> head.record().timestamp())
          .thenComparingInt(head -> head.record().partition());
    }
  }
}
