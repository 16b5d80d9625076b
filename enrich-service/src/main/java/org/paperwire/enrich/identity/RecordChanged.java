package org.paperwire.enrich.identity;

import org.paperwire.bibliography.RecordKey;
import org.paperwire.enrich.matching.Features;

/// A record is there, or has changed.
///
/// @param features what of it is compared
public record RecordChanged(Features features) implements Matter {

  /// Which.
  public RecordKey record() {
    return features.key();
  }
}
