package org.paperwire.enrich.mapping;

import java.util.Optional;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.paperwire.bibliography.RecordKey;
import org.paperwire.enrich.identity.Decided;
import org.paperwire.enrich.identity.Decision;
import org.paperwire.enrich.identity.Matter;
import org.paperwire.enrich.identity.Pair;
import org.paperwire.serdes.RegistrySerdes;
import org.paperwire.topics.Topics;

/// What people decided, from its public form. This service never writes it.
public final class DecisionMapping {

  private DecisionMapping() {}

  /// The serde of decisions.
  public static Serde<Matter> decisions(RegistrySerdes registry) {
    return Serdes.serdeFrom(
        (topic, _) -> {
          throw new SerializationException(topic + " is written by ingest-service alone");
        },
        MappedSerde.required(registry.deserializer(Topics.DECISIONS), DecisionMapping::decided));
  }

  /// A decision from its public form. A verdict that nobody here knows is no decision.
  public static Matter decided(org.paperwire.avro.Decision decision) {
    return new Decided(
        Pair.of(new RecordKey(decision.getRecordKey()), new RecordKey(decision.getOtherKey())),
        switch (decision.getVerdict()) {
          case "same" -> Optional.of(said(true, decision));
          case "different" -> Optional.of(said(false, decision));
          default -> Optional.empty();
        });
  }

  private static Decision said(boolean isSame, org.paperwire.avro.Decision decision) {
    return new Decision(isSame, decision.getBy(), Optional.ofNullable(decision.getWhy()));
  }
}
