package org.paperwire.enrich.identity;

import org.paperwire.bibliography.RecordKey;
import org.paperwire.enrich.matching.Features;

/// A record is there, or has changed.
///
/// @param version of the record, from 1
/// @param features what of it is compared
public record RecordChanged(long version, Features features) implements Matter {

  /// Which.
  public RecordKey record() {
    return features.key();
  }
}
