package org.paperwire.ingest.publishing;

import java.time.Instant;
import java.util.Optional;
import org.paperwire.avro.Signal;
import org.paperwire.bibliography.Fingerprint;
import org.paperwire.ingest.Sighting;
import org.paperwire.ingest.SignalSeen;

/// A count seen beside a sighting, as it is on the log.
final class SignalMapping {

  private static final int ID_CHARACTERS = 26;

  private SignalMapping() {}

  static Signal toAvro(SignalSeen signal, Sighting sighting, BatchInfo batch) {
    Optional<Instant> observedAt = sighting.observedAt().map(SightingMapping::millis);
    String recordKey = sighting.recordKey().value();
    String source = sighting.origin().source().value();
    String id =
        new Fingerprint()
            .with(recordKey)
            .with(source)
            .with(signal.kind())
            .with(Long.toString(signal.count()))
            .with(observedAt)
            .base32(ID_CHARACTERS);
    return Signal.newBuilder()
        .setSignalId(id)
        .setRecordKey(recordKey)
        .setSource(source)
        .setKind(signal.kind())
        .setCount(signal.count())
        .setObservedAt(observedAt.orElse(null))
        .setReceivedAt(SightingMapping.millis(batch.receivedAt()))
        .setBatchId(batch.batchId())
        .build();
  }
}
