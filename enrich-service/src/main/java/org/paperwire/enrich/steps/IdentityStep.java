package org.paperwire.enrich.steps;

import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.paperwire.bibliography.RecordKey;
import org.paperwire.enrich.identity.Membership;
import org.paperwire.enrich.identity.RecordChanged;
import org.paperwire.enrich.identity.Resolver;

/// Asks which records are one paper with the one that changed, and answers each record that is
/// concerned. Runs on one partition: one order, and a merge is one step.
public final class IdentityStep implements Consumer<Record<RecordKey, RecordChanged>> {

  private final Resolver resolver;
  private final ProcessorContext<RecordKey, Membership> out;
  private final KeyValueStore<RecordKey, Membership> memberships;

  private IdentityStep(Resolver resolver, ProcessorContext<RecordKey, Membership> context) {
    this.resolver = resolver;
    this.out = context;
    this.memberships = Store.MEMBERSHIPS.open(context);
  }

  public static ProcessorSupplier<RecordKey, RecordChanged, RecordKey, Membership> asking(
      Resolver resolver) {
    return () -> new Step<>(context -> new IdentityStep(resolver, context));
  }

  @Override
  public void accept(Record<RecordKey, RecordChanged> changed) {
    for (Membership answer :
        resolver.on(changed.value(), record -> Optional.ofNullable(memberships.get(record)))) {
      memberships.put(answer.record(), answer);
      out.forward(Step.following(changed, answer.record(), answer));
    }
  }
}
