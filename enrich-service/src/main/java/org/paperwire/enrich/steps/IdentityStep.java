package org.paperwire.enrich.steps;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.paperwire.bibliography.RecordKey;
import org.paperwire.enrich.identity.Identity;
import org.paperwire.enrich.identity.Matching;
import org.paperwire.enrich.identity.Matter;
import org.paperwire.enrich.identity.Membership;

/// Tells identity what has changed, and sends its answers. Runs on one partition: one order, and a
/// merge is one step. The steps are numbered by the offsets of what they were told.
public final class IdentityStep implements Consumer<Record<String, Matter>> {

  private final Identity identity;
  private final ProcessorContext<RecordKey, Membership> out;

  private IdentityStep(Matching matching, ProcessorContext<RecordKey, Membership> context) {
    this.identity = new Identity(matching, new StoredIdentity(context));
    this.out = context;
  }

  public static ProcessorSupplier<String, Matter, RecordKey, Membership> asking(
      Supplier<Matching> matching) {
    return () -> new Step<>(context -> new IdentityStep(matching.get(), context));
  }

  @Override
  public void accept(Record<String, Matter> told) {
    long step = 1 + out.recordMetadata().map(RecordMetadata::offset).orElseThrow();
    for (Membership answer : identity.on(told.value(), step)) {
      out.forward(Step.following(told, answer.record(), answer));
    }
  }
}
