package org.paperwire.topics;

import java.time.Duration;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/// One topic of the catalogue. Keys are UTF-8 strings; values are Avro in the Confluent wire
/// format, registered under `{name}-value`.
///
/// @param name the topic's name on the broker
/// @param type the generated class of its values
/// @param role who writes it
/// @param kept how long a record stays
public record Topic<V extends SpecificRecord>(String name, Class<V> type, Role role, Kept kept) {

  /// Who writes a topic, and so what its loss would cost.
  public enum Role {
    /// Written by ingest-service alone: the truth, from which everything else can be rebuilt.
    SOURCE,
    /// Written by enrich-service, exactly once.
    OUTPUT,
    /// Written by whoever has something to say; nothing is derived from it.
    OPERATIONS
  }

  /// How long a record stays.
  public sealed interface Kept {
    /// Every record, for ever.
    record ForEver() implements Kept {}

    /// The newest record of each key, for ever.
    record NewestOfEachKey() implements Kept {}

    /// Every record, for a while.
    record For(Duration time) implements Kept {}
  }

  /// The registry subject of the values.
  public String subject() {
    return name + "-value";
  }

  public Schema schema() {
    return SpecificData.get().getSchema(type);
  }
}
