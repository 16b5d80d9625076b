package org.paperwire.benchmarks;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.KafkaStreams;

/// What an application has written, by topic.
///
/// @param byTopic of topics that were written to; an internal topic without the application's
///   prefix
record Traffic(Map<String, Sent> byTopic) {

  /// @param records that were written
  /// @param bytes of all of them together, before compression
  record Sent(double records, double bytes) {

    static final Sent NOTHING = new Sent(0, 0);

    Sent plus(Sent other) {
      return new Sent(records + other.records, bytes + other.bytes);
    }

    /// Of one record.
    int averageBytes() {
      return records == 0 ? 0 : (int) (bytes / records);
    }
  }

  /// What the producers of a running application say of themselves.
  static Traffic of(KafkaStreams streams, String applicationId) {
    var records = new HashMap<String, Double>();
    var bytes = new HashMap<String, Double>();
    var compressed = new HashMap<String, Double>();
    streams.metrics().forEach((name, metric) -> read(name, metric, records, bytes, compressed));
    var byTopic = new HashMap<String, Sent>();
    records.forEach(
        (key, sent) -> {
          String topic = key.substring(key.indexOf('|') + 1);
          String plain =
              topic.startsWith(applicationId + "-")
                  ? topic.substring(applicationId.length() + 1)
                  : topic;
          double rate = compressed.getOrDefault(key, 1.0);
          double plainBytes = bytes.getOrDefault(key, 0.0) / (rate > 0 ? rate : 1);
          byTopic.merge(plain, new Sent(sent, plainBytes), Sent::plus);
        });
    return new Traffic(Map.copyOf(byTopic));
  }

  private static void read(
      MetricName name,
      Metric metric,
      Map<String, Double> records,
      Map<String, Double> bytes,
      Map<String, Double> compressed) {
    if (!name.group().equals("producer-topic-metrics")) {
      return;
    }
    String key = name.tags().get("client-id") + "|" + name.tags().get("topic");
    double value = metric.metricValue() instanceof Number number ? number.doubleValue() : 0;
    switch (name.name()) {
      case "record-send-total" -> records.put(key, value);
      case "byte-total" -> bytes.put(key, value);
      case "compression-rate" -> compressed.put(key, Double.isNaN(value) ? 1 : value);
      default -> {}
    }
  }

  Sent sent(String topic) {
    return byTopic.getOrDefault(topic, Sent.NOTHING);
  }

  double records() {
    return byTopic.values().stream().mapToDouble(Sent::records).sum();
  }

  double bytes() {
    return byTopic.values().stream().mapToDouble(Sent::bytes).sum();
  }
}
