package org.paperwire.enrich;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.paperwire.avro.Signal;
import org.paperwire.bibliography.Fingerprint;

/// A signal with good defaults, for tests: `comments("arxiv:2401.00001", 14)`.
public final class SignalBuilder {

  private final String recordKey;
  private final String kind;
  private final long count;
  private String source = "huggingface";
  private @Nullable Instant observedAt;

  private SignalBuilder(String recordKey, String kind, long count) {
    this.recordKey = recordKey;
    this.kind = kind;
    this.count = count;
  }

  public static SignalBuilder comments(String recordKey, long count) {
    return new SignalBuilder(recordKey, "comment", count);
  }

  public static SignalBuilder upvotes(String recordKey, long count) {
    return new SignalBuilder(recordKey, "upvote", count);
  }

  public static SignalBuilder counted(String recordKey, String kind, long count) {
    return new SignalBuilder(recordKey, kind, count);
  }

  public SignalBuilder by(String source) {
    this.source = source;
    return this;
  }

  public SignalBuilder observed(String instant) {
    this.observedAt = Instant.parse(instant);
    return this;
  }

  public Signal build() {
    return Signal.newBuilder()
        .setSignalId(
            new Fingerprint()
                .with(recordKey)
                .with(source)
                .with(kind)
                .with(Long.toString(count))
                .with(String.valueOf(observedAt))
                .base32(26))
        .setRecordKey(recordKey)
        .setSource(source)
        .setKind(kind)
        .setCount(count)
        .setObservedAt(observedAt)
        .setReceivedAt(Instant.parse("2026-01-01T00:00:00Z"))
        .setBatchId("batch")
        .build();
  }
}
