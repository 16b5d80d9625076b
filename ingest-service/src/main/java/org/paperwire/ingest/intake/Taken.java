package org.paperwire.ingest.intake;

import java.util.List;
import org.paperwire.ingest.Format;
import org.paperwire.ingest.Reject;
import org.paperwire.platform.Position;

/// What became of a body, everything of it acknowledged by the broker.
///
/// @param accepted how many sightings are on the log
/// @param rejected how many things are dead letters
/// @param named the first of them
/// @param position just after it all
record Taken(
    String batchId,
    Format format,
    long accepted,
    long rejected,
    List<Reject> named,
    Position position) {

  Taken {
    named = List.copyOf(named);
  }
}
