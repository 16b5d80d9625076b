package org.paperwire.enrich.identity;

import java.util.Optional;
import org.paperwire.bibliography.RecordKey;

/// What was answered last.
public interface Memberships {

  /// The last answer for `record`; empty when nobody asked about it.
  Optional<Membership> of(RecordKey record);
}
