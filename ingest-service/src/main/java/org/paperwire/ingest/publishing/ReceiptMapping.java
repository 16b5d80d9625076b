package org.paperwire.ingest.publishing;

import java.time.LocalDate;
import org.paperwire.ingest.polling.Receipt;
import org.paperwire.ingest.polling.State;

/// Receipts in their public form.
final class ReceiptMapping {

  private ReceiptMapping() {}

  static org.paperwire.avro.Receipt toAvro(Receipt receipt) {
    return org.paperwire.avro.Receipt.newBuilder()
        .setBatchId(receipt.batchId())
        .setSource(receipt.source())
        .setFormat(receipt.format().orElse(null))
        .setDoor(receipt.door())
        .setPoller(receipt.poller().orElse(null))
        .setName(receipt.name().orElse(null))
        .setReceivedAt(SightingMapping.millis(receipt.receivedAt()))
        .setExpected(receipt.expected().orElse(null))
        .setReceived(receipt.received())
        .setNew$(receipt.news().orElse(null))
        .setRepeated(receipt.repeated().orElse(null))
        .setRejected(receipt.rejected())
        .setState(receipt.state().map(State::slug).orElse(null))
        .setDay(receipt.day().map(LocalDate::toString).orElse(null))
        .build();
  }
}
