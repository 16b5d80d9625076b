package org.paperwire.enrich.mapping;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Serde;
import org.paperwire.avro.Paper;
import org.paperwire.bibliography.Identifiers;
import org.paperwire.bibliography.PaperId;
import org.paperwire.bibliography.PartialDate;
import org.paperwire.bibliography.RecordKey;
import org.paperwire.bibliography.SourceName;
import org.paperwire.enrich.changes.Edition;
import org.paperwire.enrich.merging.Provenance;
import org.paperwire.enrich.merging.SightingRef;
import org.paperwire.enrich.records.Author;
import org.paperwire.enrich.records.Origin;
import org.paperwire.enrich.tagging.Evidence;
import org.paperwire.enrich.tagging.Tag;
import org.paperwire.serdes.StoreSerde;

/// Papers, as they are published and as they are kept to be compared with.
public final class PaperMapping {

  private PaperMapping() {}

  /// The serde of papers as they were last published.
  public static Serde<Edition> serde() {
    return MappedSerde.of(
        StoreSerde.of(Paper.class), PaperMapping::published, PaperMapping::domain);
  }

  /// A paper in its public form.
  public static Paper published(Edition edition) {
    org.paperwire.enrich.merging.Paper paper = edition.paper();
    return Paper.newBuilder()
        .setPaperId(paper.id().value())
        .setRevision(edition.revision())
        .setTitle(paper.title())
        .setAbstract$(paper.abstractText().orElse(null))
        .setAuthors(paper.authors().stream().map(PaperMapping::published).toList())
        .setAuthorCount(paper.authorCount().orElse(null))
        .setOrganisation(paper.organisation().orElse(null))
        .setPublishedAt(paper.publishedAt().map(PartialDate::iso).orElse(null))
        .setListedAt(paper.listedAt().map(LocalDate::toString).orElse(null))
        .setFirstSeenAt(paper.firstSeenAt())
        .setVenue(paper.venue().orElse(null))
        .setYear(paper.year().orElse(null))
        .setVersion(paper.version().orElse(null))
        .setIdentifiers(paper.identifiers().byNamespace())
        .setCategories(paper.categories())
        .setKeywords(paper.keywords())
        .setLinks(paper.links())
        .setNote(paper.note().orElse(null))
        .setTags(paper.tags().stream().map(PaperMapping::published).toList())
        .setComments(paper.comments().orElse(null))
        .setUpvotes(paper.upvotes().orElse(null))
        .setWithdrawn(paper.withdrawn().orElse(null))
        .setRelated(paper.related().stream().map(PaperId::value).toList())
        .setMergedInto(paper.mergedInto().map(PaperId::value).orElse(null))
        .setRecordKeys(IdentityMapping.texts(paper.recordKeys()))
        .setSightings(paper.sightings().stream().map(PaperMapping::published).toList())
        .setProvenance(published(paper.provenance()))
        .setTies(paper.ties().stream().map(TieMapping::published).toList())
        .build();
  }

  /// A paper from its public form.
  public static Edition domain(Paper paper) {
    return new Edition(
        paper.getRevision(),
        new org.paperwire.enrich.merging.Paper(
            new PaperId(paper.getPaperId()),
            paper.getTitle(),
            Optional.ofNullable(paper.getAbstract$()),
            paper.getAuthors().stream().map(PaperMapping::domain).toList(),
            Optional.ofNullable(paper.getAuthorCount()),
            Optional.ofNullable(paper.getOrganisation()),
            Optional.ofNullable(paper.getPublishedAt()).map(PartialDate::new),
            Optional.ofNullable(paper.getListedAt()).map(LocalDate::parse),
            paper.getFirstSeenAt(),
            Optional.ofNullable(paper.getVenue()),
            Optional.ofNullable(paper.getYear()),
            Optional.ofNullable(paper.getVersion()),
            new Identifiers(paper.getIdentifiers()),
            paper.getCategories(),
            paper.getKeywords(),
            paper.getLinks(),
            Optional.ofNullable(paper.getNote()),
            paper.getTags().stream().map(PaperMapping::domain).toList(),
            Optional.ofNullable(paper.getComments()),
            Optional.ofNullable(paper.getUpvotes()),
            Optional.ofNullable(paper.getWithdrawn()),
            paper.getRelated().stream().map(PaperId::new).toList(),
            Optional.ofNullable(paper.getMergedInto()).map(PaperId::new),
            IdentityMapping.keys(paper.getRecordKeys()),
            paper.getSightings().stream().map(PaperMapping::domain).toList(),
            domain(paper.getProvenance()),
            paper.getTies().stream().map(TieMapping::domain).toList()));
  }

  private static org.paperwire.avro.Author published(Author author) {
    return new org.paperwire.avro.Author(author.name(), author.affiliation().orElse(null));
  }

  private static Author domain(org.paperwire.avro.Author author) {
    return new Author(author.getName(), Optional.ofNullable(author.getAffiliation()));
  }

  private static org.paperwire.avro.Tag published(Tag tag) {
    return new org.paperwire.avro.Tag(
        tag.tag(),
        tag.label().orElse(null),
        tag.origin(),
        tag.rulesVersion(),
        tag.evidence().stream()
            .map(
                found ->
                    org.paperwire.avro.Evidence.newBuilder()
                        .setField(found.field())
                        .setText(found.text())
                        .setStart(boxed(found.start()).orElse(null))
                        .setEnd(boxed(found.end()).orElse(null))
                        .build())
            .toList());
  }

  private static Tag domain(org.paperwire.avro.Tag tag) {
    return new Tag(
        tag.getTag(),
        Optional.ofNullable(tag.getLabel()),
        tag.getOrigin(),
        tag.getRulesVersion(),
        tag.getEvidence().stream().map(PaperMapping::domain).toList());
  }

  private static Evidence domain(org.paperwire.avro.Evidence found) {
    return new Evidence(
        found.getField(),
        found.getText(),
        found.getStart() == null ? OptionalInt.empty() : OptionalInt.of(found.getStart()),
        found.getEnd() == null ? OptionalInt.empty() : OptionalInt.of(found.getEnd()));
  }

  private static Optional<Integer> boxed(OptionalInt number) {
    return number.isPresent() ? Optional.of(number.getAsInt()) : Optional.empty();
  }

  private static org.paperwire.avro.SightingRef published(SightingRef sighting) {
    Origin origin = sighting.origin();
    return new org.paperwire.avro.SightingRef(
        sighting.sightingId(),
        sighting.record().value(),
        origin.source().value(),
        origin.sourceId().orElse(null),
        origin.list().orElse(null),
        origin.position().orElse(null),
        sighting.observedAt().orElse(null));
  }

  private static SightingRef domain(org.paperwire.avro.SightingRef sighting) {
    return new SightingRef(
        sighting.getSightingId(),
        new RecordKey(sighting.getRecordKey()),
        new Origin(
            new SourceName(sighting.getSource()),
            Optional.ofNullable(sighting.getSourceId()),
            Optional.ofNullable(sighting.getList()),
            Optional.ofNullable(sighting.getPosition())),
        Optional.ofNullable(sighting.getObservedAt()));
  }

  private static Map<String, org.paperwire.avro.Provenance> published(
      Map<String, Provenance> provenance) {
    var published = new TreeMap<String, org.paperwire.avro.Provenance>();
    provenance.forEach(
        (field, by) ->
            published.put(
                field,
                new org.paperwire.avro.Provenance(
                    by.sightingId(), by.source().value(), by.observedAt().orElse(null))));
    return published;
  }

  private static TreeMap<String, Provenance> domain(
      Map<String, org.paperwire.avro.Provenance> published) {
    var provenance = new TreeMap<String, Provenance>();
    published.forEach(
        (field, by) ->
            provenance.put(
                field,
                new Provenance(
                    by.getSightingId(),
                    new SourceName(by.getSource()),
                    Optional.ofNullable(by.getObservedAt()))));
    return provenance;
  }
}
