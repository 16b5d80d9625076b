package org.paperwire.ingest.polling;

import java.net.URI;

/// Asks over HTTP. Bounded in time and size; expected trouble is an [Answer].
@FunctionalInterface
public interface Fetcher {

  /// Waits for the answer.
  ///
  /// @param known of an earlier answer, to be told [Answer.Unchanged] if nothing changed since
  Answer fetch(URI address, Validators known);
}
