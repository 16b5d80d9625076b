package org.paperwire.enrich.identity;

import org.paperwire.bibliography.RecordKey;
import org.paperwire.enrich.matching.Features;

/// What identity knows of a record, and last answered.
///
/// @param features what of it is compared
/// @param representative of the paper that the record belongs to
/// @param crowd how crowded it is around the record
public record Known(Features features, RecordKey representative, Crowd crowd) {

  /// A record that belongs to nobody yet.
  static Known alone(RecordChanged changed) {
    return new Known(changed.features(), changed.record(), Crowd.NONE);
  }

  Known told(RecordChanged changed) {
    return new Known(changed.features(), representative, crowd);
  }

  Known placed(RecordKey representative, Crowd crowd) {
    return new Known(features, representative, crowd);
  }
}
