package org.paperwire.ingest.deadletters;

import jakarta.inject.Singleton;
import java.io.EOFException;
import java.io.IOException;
import org.apache.kafka.common.KafkaException;
import org.paperwire.serdes.RegistrySerdes;
import org.paperwire.topics.Topic;

/// Whether bytes are a record of a topic.
@Singleton
public final class SourceRecords {

  /// What bytes are.
  public enum Verdict {
    READABLE,
    NOT_READABLE,
    /// Nobody can tell: the registry does not answer, and the schema was not needed before.
    REGISTRY_AWAY
  }

  private final RegistrySerdes serdes;

  SourceRecords(RegistrySerdes serdes) {
    this.serdes = serdes;
  }

  /// Reads them as the topic's own readers would.
  public Verdict check(Topic<?> topic, byte[] value) {
    if (value.length == 0) {
      return Verdict.NOT_READABLE;
    }
    try (var deserializer = serdes.deserializer(topic)) {
      deserializer.deserialize(topic.name(), value);
      return Verdict.READABLE;
    } catch (KafkaException e) {
      return e.getCause() instanceof IOException && !(e.getCause() instanceof EOFException)
          ? Verdict.REGISTRY_AWAY
          : Verdict.NOT_READABLE;
    }
  }
}
