package org.paperwire.ingest.polling;

import java.time.Instant;
import java.util.Optional;

/// What a poller takes its source for.
///
/// @param detail one sentence for a person
/// @param staleAt from then on the source is stale, unless something was heard of it
public record Standing(State state, Optional<String> detail, Optional<Instant> staleAt) {

  static Standing of(State state, String detail, Instant staleAt) {
    return new Standing(state, Optional.of(detail), Optional.of(staleAt));
  }

  /// The same source, in trouble.
  Standing inTrouble(State trouble, String why) {
    return new Standing(trouble, Optional.of(why), staleAt);
  }
}
