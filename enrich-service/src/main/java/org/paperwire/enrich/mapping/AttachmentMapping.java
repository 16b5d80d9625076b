package org.paperwire.enrich.mapping;

import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.common.serialization.Serde;
import org.paperwire.bibliography.PaperId;
import org.paperwire.bibliography.RecordKey;
import org.paperwire.enrich.attaching.Attachment;
import org.paperwire.enrich.attaching.Standing;
import org.paperwire.enrich.stored.StoredAttachment;
import org.paperwire.enrich.stored.StoredPlace;
import org.paperwire.enrich.stored.StoredStanding;
import org.paperwire.serdes.StoreSerde;

/// What records tell papers, and what both keep of it.
public final class AttachmentMapping {

  private AttachmentMapping() {}

  /// The serde of what records tell papers.
  public static Serde<Attachment> attachments() {
    return MappedSerde.of(
        StoreSerde.of(StoredAttachment.class),
        AttachmentMapping::stored,
        AttachmentMapping::domain);
  }

  private static StoredAttachment stored(Attachment attachment) {
    return switch (attachment) {
      case Attachment.Joined(
              var paper,
              var record,
              long epoch,
              var cluster,
              var content,
              var from) ->
          new StoredAttachment(
              paper.value(),
              record.value(),
              epoch,
              IdentityMapping.stored(cluster),
              RecordMapping.stored(content),
              from.map(PaperId::value).orElse(null),
              null);
      case Attachment.Left(var paper, var record, long epoch, var into) ->
          new StoredAttachment(
              paper.value(), record.value(), epoch, null, null, null, into.value());
    };
  }

  private static Attachment domain(StoredAttachment stored) {
    var paper = new PaperId(stored.getPaperId());
    var record = new RecordKey(stored.getRecordKey());
    return stored.getRecord() == null
        ? new Attachment.Left(paper, record, stored.getEpoch(), new PaperId(stored.getInto()))
        : new Attachment.Joined(
            paper,
            record,
            stored.getEpoch(),
            IdentityMapping.domain(stored.getCluster()),
            RecordMapping.domain(stored.getRecord()),
            Optional.ofNullable(stored.getFrom()).map(PaperId::new));
  }

  /// The serde of the papers that records are attached to.
  public static Serde<PaperId> places() {
    return MappedSerde.of(
        StoreSerde.of(StoredPlace.class),
        paper -> new StoredPlace(paper.value()),
        stored -> new PaperId(stored.getPaperId()));
  }

  /// The serde of what papers know of their members.
  public static Serde<Standing> standings() {
    return MappedSerde.of(
        StoreSerde.of(StoredStanding.class),
        standing ->
            new StoredStanding(
                IdentityMapping.stored(standing.cluster()),
                standing.epoch(),
                standing.departure().map(gone -> gone.into().value()).orElse(null),
                standing.departure().map(Standing.Departure::epoch).orElse(null),
                standing.arrivals().stream().map(PaperId::value).toList()),
        stored ->
            new Standing(
                IdentityMapping.domain(stored.getCluster()),
                stored.getEpoch(),
                Optional.ofNullable(stored.getInto())
                    .map(into -> new Standing.Departure(new PaperId(into), stored.getIntoEpoch())),
                stored.getArrivals().stream()
                    .map(PaperId::new)
                    .collect(Collectors.toCollection(TreeSet::new))));
  }
}
