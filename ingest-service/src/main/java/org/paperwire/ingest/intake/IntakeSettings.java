package org.paperwire.ingest.intake;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/// What is taken in at once.
///
/// @param roomBytes what all bodies together may have that are read as a whole; while it is read, a
///   body is held several times over (bytes, text, papers)
/// @param roomPatience how long a body waits for others to be done
@ConfigurationProperties("paperwire.intake")
record IntakeSettings(
    @Bindable(defaultValue = "64000000") long roomBytes,
    @Bindable(defaultValue = "5s") Duration roomPatience) {

  IntakeSettings {
    if (roomBytes < BodyRoom.LARGEST_BYTES) {
      throw new IllegalArgumentException(
          "paperwire.intake.room-bytes is at least %d, for the largest body"
              .formatted(BodyRoom.LARGEST_BYTES));
    }
    if (roomPatience.isNegative()) {
      throw new IllegalArgumentException("paperwire.intake.room-patience is not negative");
    }
  }
}
