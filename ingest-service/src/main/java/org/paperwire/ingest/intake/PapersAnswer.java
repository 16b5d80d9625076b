package org.paperwire.ingest.intake;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.paperwire.ingest.Reject;

/// What papers are answered with.
///
/// @param accepted how many are on the log
/// @param rejected the first of those that could not be read
/// @param rejectedCount all of them
/// @param position just after it all, for `Paperwire-Min-Position`
@Serdeable
record PapersAnswer(long accepted, List<Rejected> rejected, long rejectedCount, String position) {

  /// A line, or an element of an array, that could not be read.
  ///
  /// @param line its place, from 1
  @Serdeable
  record Rejected(int line, String reason, String detail) {
    static Rejected of(Reject reject) {
      return new Rejected(reject.at(), reject.reason().slug(), reject.detail());
    }
  }

  static PapersAnswer of(Taken taken) {
    return new PapersAnswer(
        taken.accepted(),
        taken.named().stream().map(Rejected::of).toList(),
        taken.rejected(),
        taken.position().token());
  }
}
