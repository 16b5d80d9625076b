package org.paperwire.enrich.steps;

import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.paperwire.bibliography.PaperId;
import org.paperwire.bibliography.RecordKey;
import org.paperwire.enrich.attaching.Attaching;
import org.paperwire.enrich.attaching.Attachment;
import org.paperwire.enrich.identity.Membership;
import org.paperwire.enrich.records.Versions;

/// Sends what a record says to the paper that identity answered, and tells the one it leaves. What
/// it says is the version that the answer is about.
public final class AttachStep implements Consumer<Record<RecordKey, Membership>> {

  private final ProcessorContext<PaperId, Attachment> out;
  private final KeyValueStore<RecordKey, Versions> records;
  private final KeyValueStore<RecordKey, PaperId> places;

  private AttachStep(ProcessorContext<PaperId, Attachment> context) {
    this.out = context;
    this.records = Store.RECORDS.open(context);
    this.places = Store.PLACES.open(context);
  }

  public static ProcessorSupplier<RecordKey, Membership, PaperId, Attachment> attaching() {
    return () -> new Step<>(AttachStep::new);
  }

  @Override
  public void accept(Record<RecordKey, Membership> answer) {
    RecordKey key = answer.key();
    Versions versions = Optional.ofNullable(records.get(key)).orElse(Versions.UNKNOWN);
    Optional<PaperId> before = Optional.ofNullable(places.get(key));
    for (Attachment told : Attaching.on(answer.value(), versions, before)) {
      if (told instanceof Attachment.Joined joined && !before.equals(Optional.of(joined.paper()))) {
        places.put(key, joined.paper());
      }
      out.forward(Step.following(answer, told.paper(), told));
    }
    versions.answered(answer.value().version()).ifPresent(left -> records.put(key, left));
  }
}
