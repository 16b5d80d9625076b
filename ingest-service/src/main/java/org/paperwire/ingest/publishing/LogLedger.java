package org.paperwire.ingest.publishing;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.paperwire.ingest.Raw;
import org.paperwire.ingest.Reason;
import org.paperwire.ingest.Reject;
import org.paperwire.ingest.Seen;
import org.paperwire.ingest.polling.Cursor;
import org.paperwire.ingest.polling.Ledger;
import org.paperwire.ingest.polling.Poller;
import org.paperwire.ingest.polling.Question;
import org.paperwire.ingest.polling.Receipt;
import org.paperwire.platform.sources.NewestRecords;
import org.paperwire.topics.Topics;

/// The ledger of the pollers on Kafka.
@Singleton
public final class LogLedger implements Ledger {

  private static final int ALL = Integer.MAX_VALUE;

  private final Publisher publisher;
  private final NewestRecords newest;
  private final Lease lease;

  LogLedger(Publisher publisher, NewestRecords newest, Lease lease) {
    this.publisher = publisher;
    this.newest = newest;
    this.lease = lease;
  }

  /// Where each poller stands, by its name.
  ///
  /// @throws IOException when the log cannot be read now
  public Map<String, Cursor> cursors() throws IOException {
    var cursors = new HashMap<String, Cursor>();
    newest
        .ofEachKey(Topics.CURSORS, ALL)
        .forEach(avro -> cursors.put(avro.getPoller(), CursorMapping.fromAvro(avro)));
    return cursors;
  }

  /// @throws IOException also when another instance asks the sources now
  @Override
  public void save(Poller poller, Cursor cursor, Instant nextAt) throws IOException {
    if (!lease.confirm()) {
      throw new IOException("another instance asks the sources, or nobody knows who does");
    }
    Batch batch = publisher.begin(info(poller, "", poller.address(), nextAt));
    batch.leave(poller, cursor, nextAt);
    batch.finish();
  }

  @Override
  public Delivery deliver(Poller poller, String batchId, Question question, Instant at) {
    return new Delivered(
        poller, publisher.begin(info(poller, batchId, question.address().toString(), at)));
  }

  private static BatchInfo info(Poller poller, String batchId, String address, Instant at) {
    return new BatchInfo(
        batchId,
        Optional.of(address),
        at,
        new Given(
            Door.CAPTURES, Optional.of(poller.source()), Optional.of(at), Optional.of(address)));
  }

  private record Delivered(Poller poller, Batch batch) implements Delivery {

    @Override
    public boolean publish(Seen seen) throws IOException {
      return batch.publish(seen);
    }

    @Override
    public void publishSignals(Seen seen) throws IOException {
      batch.publishSignals(seen);
    }

    @Override
    public void bury(Reject reject) throws IOException {
      batch.bury(reject, poller.source());
    }

    @Override
    public void bury(Raw body, Reason reason, String detail) throws IOException {
      batch.bury(body, poller.source(), reason, detail);
    }

    @Override
    public void close(Receipt receipt) throws IOException {
      batch.finish();
      batch.leave(receipt);
      batch.finish();
    }

    @Override
    public void close() throws IOException {
      batch.finish();
    }
  }
}
