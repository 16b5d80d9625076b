package org.paperwire.ingest.intake;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Optional;
import org.paperwire.ingest.Reject;

/// What a capture is answered with.
///
/// @param sightings how many are on the log
/// @param rejected the first of those that could not be read
/// @param rejectedCount all of them
/// @param position just after it all, for `Paperwire-Min-Position`
@Serdeable
record CaptureAnswer(
    String captureId,
    String format,
    long sightings,
    List<Rejected> rejected,
    long rejectedCount,
    String position) {

  /// A card, line or element that could not be read.
  ///
  /// @param at its place, from 1
  @Serdeable
  record Rejected(int at, String reason, String detail, Optional<String> title) {
    static Rejected of(Reject reject) {
      return new Rejected(reject.at(), reject.reason().slug(), reject.detail(), reject.title());
    }
  }

  static CaptureAnswer of(Taken taken) {
    return new CaptureAnswer(
        taken.batchId(),
        taken.format().slug(),
        taken.accepted(),
        taken.named().stream().map(Rejected::of).toList(),
        taken.rejected(),
        taken.position().token());
  }
}
