package org.paperwire.ingest.polling;

import java.time.Duration;
import java.util.Optional;
import org.paperwire.ingest.Bytes;

/// What came of a question.
public sealed interface Answer {

  /// A whole body, unpacked.
  record Content(Bytes body, Optional<String> mediaType, Validators validators) implements Answer {}

  /// The same as last time (304).
  record Unchanged() implements Answer {}

  /// Asked for a pause (429, 503).
  record Busy(String detail, Optional<Duration> retryAfter) implements Answer {}

  /// No answer, not in time, not to its end, or a failure of theirs (5xx): asking later may help.
  record Unreachable(String detail) implements Answer {}

  /// Nothing for us (4xx), too much, or an address that may not be asked: somebody has to look at
  /// it.
  record Refused(String detail) implements Answer {}
}
