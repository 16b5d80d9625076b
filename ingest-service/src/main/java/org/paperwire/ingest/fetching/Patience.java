package org.paperwire.ingest.fetching;

import java.time.Duration;

/// How long an upstream may take.
///
/// @param connect to connect, by address
/// @param silence between two pieces of an answer, the first included
/// @param whole from the question to the end of the answer, redirects included
public record Patience(Duration connect, Duration silence, Duration whole) {

  public static final Patience STANDARD =
      new Patience(Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofSeconds(60));
}
