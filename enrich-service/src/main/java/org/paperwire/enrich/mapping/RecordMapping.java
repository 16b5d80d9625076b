package org.paperwire.enrich.mapping;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serde;
import org.paperwire.bibliography.Identifiers;
import org.paperwire.bibliography.PartialDate;
import org.paperwire.bibliography.SourceName;
import org.paperwire.enrich.records.Author;
import org.paperwire.enrich.records.Content;
import org.paperwire.enrich.records.Count;
import org.paperwire.enrich.records.Origin;
import org.paperwire.enrich.records.Statement;
import org.paperwire.enrich.records.Versioned;
import org.paperwire.enrich.records.Versions;
import org.paperwire.enrich.records.WorkRecord;
import org.paperwire.enrich.stored.StoredAuthor;
import org.paperwire.enrich.stored.StoredContent;
import org.paperwire.enrich.stored.StoredCount;
import org.paperwire.enrich.stored.StoredRecord;
import org.paperwire.enrich.stored.StoredSighting;
import org.paperwire.enrich.stored.StoredVersions;
import org.paperwire.serdes.StoreSerde;

/// Records, as they are stored and as they tell their papers. A content that many sightings share
/// is written once.
public final class RecordMapping {

  private RecordMapping() {}

  /// The serde of records.
  public static Serde<Versioned> serde() {
    return MappedSerde.of(
        StoreSerde.of(StoredRecord.class), RecordMapping::stored, RecordMapping::domain);
  }

  /// The serde of records with their earlier versions.
  public static Serde<Versions> versions() {
    return MappedSerde.of(
        StoreSerde.of(StoredVersions.class),
        versions ->
            new StoredVersions(
                stored(versions.now()),
                versions.earlier().stream().map(RecordMapping::stored).toList()),
        stored ->
            new Versions(
                domain(stored.getNow()),
                stored.getEarlier().stream().map(RecordMapping::domain).toList()));
  }

  static StoredRecord stored(Versioned versioned) {
    WorkRecord record = versioned.record();
    var contents = record.contents();
    var hashes = new ArrayList<>(contents.sequencedKeySet());
    var stored = new ArrayList<StoredContent>();
    contents.forEach((hash, content) -> stored.add(stored(hash, content)));
    return new StoredRecord(
        versioned.version(),
        record.firstReceivedAt().orElse(null),
        stored,
        record.statements().stream()
            .map(statement -> stored(statement, hashes.indexOf(statement.contentHash())))
            .toList(),
        record.counts().stream().map(RecordMapping::stored).toList());
  }

  static Versioned domain(StoredRecord stored) {
    List<StoredContent> contents = stored.getContents();
    List<Content> domain = contents.stream().map(RecordMapping::domain).toList();
    return new Versioned(
        stored.getVersion(),
        new WorkRecord(
            stored.getSightings().stream()
                .map(
                    sighting ->
                        domain(
                            sighting,
                            contents.get(sighting.getContent()).getHash(),
                            domain.get(sighting.getContent())))
                .toList(),
            stored.getCounts().stream().map(RecordMapping::domain).toList(),
            Optional.ofNullable(stored.getFirstReceivedAt())));
  }

  private static StoredSighting stored(Statement statement, int content) {
    Origin origin = statement.origin();
    return new StoredSighting(
        statement.sightingId(),
        origin.source().value(),
        origin.sourceId().orElse(null),
        origin.list().orElse(null),
        origin.position().orElse(null),
        statement.observedAt().orElse(null),
        content);
  }

  private static Statement domain(StoredSighting sighting, String hash, Content content) {
    return new Statement(
        sighting.getSightingId(),
        new Origin(
            new SourceName(sighting.getSource()),
            Optional.ofNullable(sighting.getSourceId()),
            Optional.ofNullable(sighting.getList()),
            Optional.ofNullable(sighting.getPosition())),
        Optional.ofNullable(sighting.getObservedAt()),
        hash,
        content);
  }

  private static StoredContent stored(String hash, Content content) {
    return new StoredContent(
        hash,
        content.title(),
        content.abstractText().orElse(null),
        content.authors().stream()
            .map(author -> new StoredAuthor(author.name(), author.affiliation().orElse(null)))
            .toList(),
        content.authorCount().orElse(null),
        content.organisation().orElse(null),
        content.organisationHandle().orElse(null),
        content.publishedAt().map(PartialDate::iso).orElse(null),
        content.publishedText().orElse(null),
        content.listedAt().map(LocalDate::toString).orElse(null),
        content.venue().orElse(null),
        content.year().orElse(null),
        content.version().orElse(null),
        content.identifiers().byNamespace(),
        content.categories(),
        content.keywords(),
        content.links(),
        content.note().orElse(null),
        content.withdrawn().orElse(null));
  }

  private static Content domain(StoredContent stored) {
    return new Content(
        stored.getTitle(),
        Optional.ofNullable(stored.getAbstract$()),
        stored.getAuthors().stream()
            .map(
                author ->
                    new Author(author.getName(), Optional.ofNullable(author.getAffiliation())))
            .toList(),
        Optional.ofNullable(stored.getAuthorCount()),
        Optional.ofNullable(stored.getOrganisation()),
        Optional.ofNullable(stored.getOrganisationHandle()),
        Optional.ofNullable(stored.getPublishedAt()).map(PartialDate::new),
        Optional.ofNullable(stored.getPublishedText()),
        Optional.ofNullable(stored.getListedAt()).map(LocalDate::parse),
        Optional.ofNullable(stored.getVenue()),
        Optional.ofNullable(stored.getYear()),
        Optional.ofNullable(stored.getVersion()),
        new Identifiers(stored.getIdentifiers()),
        stored.getCategories(),
        stored.getKeywords(),
        stored.getLinks(),
        Optional.ofNullable(stored.getNote()),
        Optional.ofNullable(stored.getWithdrawn()));
  }

  private static StoredCount stored(Count count) {
    return new StoredCount(
        count.of().source().value(),
        count.of().kind().name().toLowerCase(Locale.ROOT),
        count.count(),
        count.observedAt().orElse(null));
  }

  private static Count domain(StoredCount stored) {
    return new Count(
        new Count.Counter(
            new SourceName(stored.getSource()), Count.Kind.named(stored.getKind()).orElseThrow()),
        stored.getCount(),
        Optional.ofNullable(stored.getObservedAt()));
  }
}
