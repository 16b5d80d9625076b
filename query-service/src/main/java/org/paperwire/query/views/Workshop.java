package org.paperwire.query.views;

import java.util.Optional;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.paperwire.platform.KafkaSettings;
import org.paperwire.serdes.RegistrySerdes;
import org.paperwire.topics.EnrichmentGeneration;
import org.paperwire.topics.Topic;

/// What generations of a view are built with.
///
/// @param definition what to build
/// @param folder where
/// @param settings how
/// @param kafka what from
/// @param serdes reads its values
/// @param enrichment the generation of the enrichment that is to serve, as soon as it is known
record Workshop<V extends SpecificRecord>(
    ViewDefinition<V> definition,
    ViewFolder folder,
    ViewSettings settings,
    KafkaSettings kafka,
    RegistrySerdes serdes,
    Supplier<Optional<EnrichmentGeneration>> enrichment) {

  String view() {
    return definition.name();
  }

  Topic<V> topic() {
    return definition.topic();
  }

  /// A builder that does `duty` and shows what it has done.
  ViewBuilder<V> builder(Showing showing, Duty duty) {
    return new ViewBuilder<>(this, showing, duty);
  }
}
