package org.paperwire.enrich.identity;

import org.paperwire.bibliography.RecordKey;
import org.paperwire.enrich.matching.Features;

/// A record is there, or has changed.
///
/// @param version of it, rising with every change
/// @param features what of it is compared
public record RecordChanged(long version, Features features) implements Matter {

  /// Which.
  public RecordKey record() {
    return features.key();
  }
}
