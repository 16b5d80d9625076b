package org.paperwire.standalone.archive;

import java.util.HashMap;
import java.util.Map;
import org.paperwire.platform.KafkaSettings;

/// The brokers that an archive is made of, or sent to.
///
/// @param kafka what all of our clients are set to
/// @param more settings of Kafka's clients beside those, for who we are above all. What makes a
///   copy complete is none of theirs: where both say something, ours holds
public record Brokers(KafkaSettings kafka, Map<String, String> more) {

  public Brokers {
    more = Map.copyOf(more);
  }

  /// Brokers that are told nothing else.
  public Brokers(KafkaSettings kafka) {
    this(kafka, Map.of());
  }

  Map<String, Object> consumer(String clientId) {
    return with(kafka.consumer(clientId));
  }

  Map<String, Object> producer(String clientId) {
    return with(kafka.producer(clientId));
  }

  private Map<String, Object> with(Map<String, Object> ours) {
    var settings = new HashMap<String, Object>(more);
    settings.putAll(ours);
    return settings;
  }

  /// Settings hold passwords.
  @Override
  public String toString() {
    return "Brokers[" + kafka.bootstrapServers() + "]";
  }
}
