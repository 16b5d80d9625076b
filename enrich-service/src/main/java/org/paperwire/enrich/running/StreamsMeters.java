package org.paperwire.enrich.running;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.apache.kafka.common.Metric;
import org.apache.kafka.streams.KafkaStreams;

/// The few of Kafka Streams' thousand metrics that an operator looks at, each summed or maximised
/// over threads and clients.
final class StreamsMeters {

  private StreamsMeters() {}

  /// Shows the meters of a run; those of an earlier run in this process are taken over.
  static void bind(KafkaStreams streams, MeterRegistry meters) {
    gauge(meters, streams, "paperwire.enrich.running", StreamsMeters::running);
    gauge(
        meters,
        streams,
        "paperwire.enrich.processed",
        s -> sum(s, "stream-thread-metrics", "process-total"));
    gauge(
        meters,
        streams,
        "paperwire.enrich.commits",
        s -> sum(s, "stream-thread-metrics", "commit-total"));
    gauge(
        meters,
        streams,
        "paperwire.enrich.lag",
        s -> max(s, "consumer-fetch-manager-metrics", "records-lag-max"));
    gauge(
        meters,
        streams,
        "paperwire.enrich.rebalances",
        s -> sum(s, "consumer-coordinator-metrics", "rebalance-total"));
    gauge(
        meters,
        streams,
        "paperwire.enrich.failed.threads",
        s -> max(s, "stream-metrics", "failed-stream-threads"));
  }

  private interface Reading {
    double of(KafkaStreams streams);
  }

  private static void gauge(
      MeterRegistry meters, KafkaStreams streams, String name, Reading reading) {
    meters.find(name).meters().forEach(meters::remove);
    Gauge.builder(name, streams, reading::of).register(meters);
  }

  private static double running(KafkaStreams streams) {
    return streams.state() == KafkaStreams.State.RUNNING ? 1 : 0;
  }

  private static double sum(KafkaStreams streams, String group, String name) {
    return values(streams, group, name).sum();
  }

  private static double max(KafkaStreams streams, String group, String name) {
    return values(streams, group, name).max().orElse(0);
  }

  private static DoubleStream values(KafkaStreams streams, String group, String name) {
    Map<?, ? extends Metric> metrics = streams.metrics();
    return metrics.values().stream()
        .filter(m -> m.metricName().group().equals(group) && m.metricName().name().equals(name))
        .map(Metric::metricValue)
        .filter(Number.class::isInstance)
        .mapToDouble(value -> ((Number) value).doubleValue())
        .filter(Double::isFinite);
  }
}
