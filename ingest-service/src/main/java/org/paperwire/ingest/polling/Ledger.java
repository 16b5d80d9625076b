package org.paperwire.ingest.polling;

import java.io.IOException;
import java.time.Instant;
import org.paperwire.ingest.Raw;
import org.paperwire.ingest.Reason;
import org.paperwire.ingest.Reject;
import org.paperwire.ingest.Seen;

/// The log, as pollers write to it.
public interface Ledger {

  /// Writes where a poller stands, and waits until that is acknowledged.
  void save(Poller poller, Cursor cursor, Instant nextAt) throws IOException;

  /// Begins to write what an answer said.
  Delivery deliver(Poller poller, String batchId, Question question, Instant receivedAt);

  /// What one answer said, on its way.
  interface Delivery {

    /// Sends a sighting and the signals beside it.
    ///
    /// @return false when it is larger than a record may be
    boolean publish(Seen seen) throws IOException;

    /// Sends the signals beside a sighting that is there already.
    void publishSignals(Seen seen) throws IOException;

    /// Sends what could not be read.
    void bury(Reject reject) throws IOException;

    /// Sends a body of which nothing could be read.
    void bury(Raw body, Reason reason, String detail) throws IOException;

    /// Waits until all of that is acknowledged, writes the receipt, and waits for it too.
    void close(Receipt receipt) throws IOException;

    /// Waits until all of that is acknowledged.
    void close() throws IOException;
  }
}
