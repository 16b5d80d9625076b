package org.paperwire.enrich.steps;

import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.paperwire.bibliography.RecordKey;
import org.paperwire.enrich.identity.Matter;
import org.paperwire.enrich.identity.RecordChanged;
import org.paperwire.enrich.matching.Features;
import org.paperwire.enrich.records.Heard;
import org.paperwire.enrich.records.Unprocessable;
import org.paperwire.enrich.records.Versioned;
import org.paperwire.enrich.records.Versions;
import org.paperwire.enrich.records.WorkRecord;

/// Joins what is heard of a record into it, and tells identity when that changed anything.
public final class RecordsStep implements Consumer<Record<RecordKey, Heard>> {

  private final WorkRecord.Joining joining;
  private final ProcessorContext<String, Matter> out;
  private final KeyValueStore<RecordKey, Versions> records;

  private RecordsStep(WorkRecord.Joining joining, ProcessorContext<String, Matter> context) {
    this.joining = joining;
    this.out = context;
    this.records = Store.RECORDS.open(context);
  }

  public static ProcessorSupplier<RecordKey, Heard, String, Matter> joining(
      WorkRecord.Joining joining) {
    return () -> new Step<>(context -> new RecordsStep(joining, context));
  }

  @Override
  public void accept(Record<RecordKey, Heard> heard) {
    RecordKey key = heard.key();
    if (!heard.value().record().equals(key)) {
      throw new Unprocessable(
          "foreign-key",
          "a statement on %s was sent under the key %s".formatted(heard.value().record(), key));
    }
    Versions before = Optional.ofNullable(records.get(key)).orElse(Versions.UNKNOWN);
    before
        .with(heard.value().adds(), joining)
        .ifPresent(
            versions -> {
              records.put(key, versions);
              Versioned now = versions.now();
              if (now.record().isDescribed()) {
                Matter changed = new RecordChanged(now.version(), Features.of(key, now.record()));
                out.forward(Step.following(heard, key.value(), changed));
              }
            });
  }
}
