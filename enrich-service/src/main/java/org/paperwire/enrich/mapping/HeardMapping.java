package org.paperwire.enrich.mapping;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.paperwire.avro.PaperSighted;
import org.paperwire.avro.Signal;
import org.paperwire.bibliography.Identifiers;
import org.paperwire.bibliography.PartialDate;
import org.paperwire.bibliography.RecordKey;
import org.paperwire.bibliography.SourceName;
import org.paperwire.enrich.records.Author;
import org.paperwire.enrich.records.Content;
import org.paperwire.enrich.records.Count;
import org.paperwire.enrich.records.Heard;
import org.paperwire.enrich.records.Origin;
import org.paperwire.enrich.records.Statement;
import org.paperwire.serdes.RegistrySerdes;
import org.paperwire.topics.Topics;

/// What the source topics say, from their public form. This service never writes it.
public final class HeardMapping {

  private static final Serializer<Heard> READ_ONLY =
      (topic, _) -> {
        throw new SerializationException(topic + " is written by ingest-service alone");
      };

  private HeardMapping() {}

  /// The serde of sightings.
  public static Serde<Heard> sightings(RegistrySerdes registry) {
    return Serdes.serdeFrom(
        READ_ONLY, read(registry.deserializer(Topics.SIGHTINGS), HeardMapping::sighted));
  }

  /// The serde of signals.
  public static Serde<Heard> signals(RegistrySerdes registry) {
    return Serdes.serdeFrom(
        READ_ONLY, read(registry.deserializer(Topics.SIGNALS), HeardMapping::counted));
  }

  private static <W> Deserializer<Heard> read(Deserializer<W> wire, Function<W, Heard> read) {
    return MappedSerde.required(wire, read);
  }

  /// A sighting from its public form.
  public static Heard sighted(PaperSighted sighting) {
    return new Heard.Sighted(
        new RecordKey(sighting.getRecordKey()),
        Statement.of(
            sighting.getSightingId(),
            new Origin(
                new SourceName(sighting.getSource()),
                Optional.ofNullable(sighting.getSourceId()),
                Optional.ofNullable(sighting.getList()),
                Optional.ofNullable(sighting.getPosition())),
            Optional.ofNullable(sighting.getObservedAt()),
            content(sighting)),
        sighting.getReceivedAt());
  }

  private static Content content(PaperSighted sighting) {
    return new Content(
        sighting.getTitle(),
        Optional.ofNullable(sighting.getAbstract$()),
        authors(sighting.getAuthors()),
        Optional.ofNullable(sighting.getAuthorCount()),
        Optional.ofNullable(sighting.getOrganisation()),
        Optional.ofNullable(sighting.getOrganisationHandle()),
        Optional.ofNullable(sighting.getPublishedAt()).map(PartialDate::new),
        Optional.ofNullable(sighting.getPublishedText()),
        Optional.ofNullable(sighting.getListedAt()).map(LocalDate::parse),
        Optional.ofNullable(sighting.getVenue()),
        Optional.ofNullable(sighting.getYear()),
        Optional.ofNullable(sighting.getVersion()),
        new Identifiers(sighting.getIdentifiers()),
        sighting.getCategories(),
        sighting.getKeywords(),
        sighting.getLinks(),
        Optional.ofNullable(sighting.getNote()),
        Optional.ofNullable(sighting.getWithdrawn()));
  }

  private static List<Author> authors(List<org.paperwire.avro.Author> authors) {
    return authors.stream()
        .map(author -> new Author(author.getName(), Optional.ofNullable(author.getAffiliation())))
        .toList();
  }

  /// A signal from its public form.
  public static Heard counted(Signal signal) {
    var record = new RecordKey(signal.getRecordKey());
    Optional<Count.Kind> kind = Count.Kind.named(signal.getKind());
    if (kind.isEmpty() || signal.getCount() == null) {
      return new Heard.PassedOver(record);
    }
    return new Heard.Counted(
        record,
        new Count(
            new Count.Counter(new SourceName(signal.getSource()), kind.get()),
            signal.getCount(),
            Optional.ofNullable(signal.getObservedAt())));
  }
}
