package org.paperwire.query.views;

import org.apache.avro.specific.SpecificRecord;
import org.paperwire.platform.KafkaSettings;
import org.paperwire.serdes.RegistrySerdes;

/// What generations of a view are built with.
///
/// @param definition what to build
/// @param folder where
/// @param settings how
/// @param kafka what from
/// @param serdes reads its values
record Workshop<V extends SpecificRecord>(
    ViewDefinition<V> definition,
    ViewFolder folder,
    ViewSettings settings,
    KafkaSettings kafka,
    RegistrySerdes serdes) {

  String view() {
    return definition.name();
  }

  String topic() {
    return definition.topic().name();
  }

  /// A builder that does `duty` and shows what it has done.
  ViewBuilder<V> builder(Showing showing, Duty duty) {
    return new ViewBuilder<>(this, showing, duty);
  }
}
