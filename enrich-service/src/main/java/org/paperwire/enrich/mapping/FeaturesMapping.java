package org.paperwire.enrich.mapping;

import java.util.Optional;
import org.paperwire.bibliography.RecordKey;
import org.paperwire.enrich.matching.Features;
import org.paperwire.enrich.matching.Sketch;
import org.paperwire.enrich.stored.StoredFeatures;

/// What of a record is compared, as it is sent and stored.
final class FeaturesMapping {

  private FeaturesMapping() {}

  static StoredFeatures stored(Features features) {
    return new StoredFeatures(
        features.key().value(),
        features.title(),
        features.rest(),
        features.authors(),
        features.authorCount(),
        features.year().orElse(null),
        features.venue(),
        features.text().bits(),
        features.text().words(),
        features.identifiers(),
        features.places());
  }

  static Features domain(StoredFeatures stored) {
    return new Features(
        new RecordKey(stored.getRecordKey()),
        stored.getTitle(),
        stored.getRest(),
        stored.getAuthors(),
        stored.getAuthorCount(),
        Optional.ofNullable(stored.getYear()),
        stored.getVenue(),
        new Sketch(stored.getText(), stored.getTextWords()),
        stored.getIdentifiers(),
        stored.getPlaces());
  }
}
