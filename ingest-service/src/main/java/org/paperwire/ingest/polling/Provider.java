package org.paperwire.ingest.polling;

import java.time.Duration;

/// Who is asked. All pollers of a provider share one connection and its pace: one question at a
/// time, and a pause from the beginning of one to the beginning of the next.
///
/// @param name of the provider; a feed of its own is a provider of its own
/// @param pause between two questions, across restarts too
public record Provider(String name, Duration pause) {

  public Provider {
    if (pause.isNegative()) {
      throw new IllegalArgumentException("a pause is not negative: " + pause);
    }
  }
}
