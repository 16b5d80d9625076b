package org.paperwire.ingest.polling;

import java.time.Instant;

/// What a poller would do next.
public sealed interface Plan {

  /// Ask this, as soon as the provider's pace allows.
  record Ask(Question question) implements Plan {}

  /// Nothing before then.
  record Rest(Instant until) implements Plan {}
}
