package org.paperwire.enrich.mapping;

import java.util.List;
import org.apache.kafka.common.serialization.Serde;
import org.paperwire.bibliography.PaperId;
import org.paperwire.bibliography.RecordKey;
import org.paperwire.enrich.identity.Membership;
import org.paperwire.enrich.identity.RecordChanged;
import org.paperwire.enrich.stored.StoredMembership;
import org.paperwire.enrich.stored.StoredRecordChanged;
import org.paperwire.serdes.StoreSerde;

/// What identity is told, and what it answers.
public final class IdentityMapping {

  private IdentityMapping() {}

  /// The serde of changes of records.
  public static Serde<RecordChanged> changes() {
    return MappedSerde.of(
        StoreSerde.of(StoredRecordChanged.class),
        changed -> new StoredRecordChanged(changed.record().value(), changed.version()),
        stored -> new RecordChanged(new RecordKey(stored.getRecordKey()), stored.getVersion()));
  }

  /// The serde of identity's answers.
  public static Serde<Membership> memberships() {
    return MappedSerde.of(
        StoreSerde.of(StoredMembership.class),
        membership ->
            new StoredMembership(
                membership.record().value(),
                membership.recordVersion(),
                membership.paper().value(),
                texts(membership.members()),
                membership.epoch()),
        stored ->
            new Membership(
                new RecordKey(stored.getRecordKey()),
                stored.getRecordVersion(),
                new PaperId(stored.getPaperId()),
                keys(stored.getMembers()),
                stored.getEpoch()));
  }

  static List<String> texts(List<RecordKey> keys) {
    return keys.stream().map(RecordKey::value).toList();
  }

  static List<RecordKey> keys(List<String> texts) {
    return texts.stream().map(RecordKey::new).toList();
  }
}
