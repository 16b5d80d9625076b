package org.paperwire.enrich.steps;

import java.util.Map;
import java.util.function.DoubleSupplier;
import org.apache.kafka.common.Metric;
import org.apache.kafka.streams.StreamsMetrics;

/// How long the commits of the current thread take, as Kafka Streams measures it itself
/// (`commit-latency-avg` of `stream-thread-metrics`).
final class CommitTimes {

  private CommitTimes() {}

  /// The average of the last minute in milliseconds, whenever it is asked for; not a number as long
  /// as nothing was measured.
  static DoubleSupplier ofThread(StreamsMetrics metrics) {
    String thread = Thread.currentThread().getName();
    return metrics.metrics().entrySet().stream()
        .filter(
            each ->
                each.getKey().group().equals("stream-thread-metrics")
                    && each.getKey().name().equals("commit-latency-avg")
                    && thread.equals(each.getKey().tags().get("thread-id")))
        .<Metric>map(Map.Entry::getValue)
        .findFirst()
        .<DoubleSupplier>map(metric -> () -> millis(metric))
        .orElse(() -> Double.NaN);
  }

  private static double millis(Metric metric) {
    return metric.metricValue() instanceof Number millis ? millis.doubleValue() : Double.NaN;
  }
}
