package org.paperwire.ingest.publishing;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.paperwire.avro.PaperSighted;
import org.paperwire.bibliography.Identifiers;
import org.paperwire.bibliography.PartialDate;
import org.paperwire.bibliography.SourceName;
import org.paperwire.ingest.Author;
import org.paperwire.ingest.Bytes;
import org.paperwire.ingest.Organisation;
import org.paperwire.ingest.Origin;
import org.paperwire.ingest.Parser;
import org.paperwire.ingest.Raw;
import org.paperwire.ingest.Sighting;
import org.paperwire.ingest.Statement;

/// A sighting as it is on the log, and back.
final class SightingMapping {

  private SightingMapping() {}

  static PaperSighted toAvro(Sighting sighting, BatchInfo batch) {
    Statement said = sighting.statement();
    PaperSighted.Builder avro =
        PaperSighted.newBuilder()
            .setSightingId(sighting.sightingId())
            .setRecordKey(sighting.recordKey().value())
            .setSource(sighting.origin().source().value())
            .setListName(batch.name().orElse(null))
            .setBatchId(batch.batchId())
            .setTitle(said.title())
            .setAbstract$(said.abstractText().orElse(null))
            .setAuthors(said.authors().stream().map(SightingMapping::author).toList())
            .setAuthorCount(orNull(said.authorCount()))
            .setOrganisation(said.organisation().map(Organisation::name).orElse(null))
            .setOrganisationHandle(said.organisation().flatMap(Organisation::handle).orElse(null))
            .setPublishedAt(said.publishedAt().map(PartialDate::iso).orElse(null))
            .setPublishedText(said.publishedText().orElse(null))
            .setListedAt(said.listedAt().map(PartialDate::iso).orElse(null))
            .setVenue(said.venue().orElse(null))
            .setYear(orNull(said.year()))
            .setVersion(orNull(said.version()))
            .setIdentifiers(said.identifiers().byNamespace())
            .setCategories(said.categories())
            .setKeywords(said.keywords())
            .setLinks(said.links())
            .setNote(said.note().orElse(null))
            .setWithdrawn(said.withdrawn().orElse(null))
            .setObservedAt(sighting.observedAt().map(SightingMapping::millis).orElse(null))
            .setReceivedAt(millis(batch.receivedAt()))
            .setRaw(sighting.raw().map(raw -> ByteBuffer.wrap(raw.bytes().toArray())).orElse(null))
            .setRawType(sighting.raw().map(Raw::mediaType).orElse(null))
            .setParser(
                new org.paperwire.avro.Parser(
                    sighting.parser().name(), sighting.parser().version()));
    return switch (sighting.origin()) {
      case Origin.Native(_, String id) -> avro.setSourceId(id).build();
      case Origin.Listed(_, String list, int position) ->
          avro.setList(list).setPosition(position).build();
    };
  }

  static Sighting fromAvro(PaperSighted avro) {
    Statement statement =
        Statement.titled(avro.getTitle())
            .identifiers(new Identifiers(avro.getIdentifiers()))
            .abstractText(Optional.ofNullable(avro.getAbstract$()))
            .authors(avro.getAuthors().stream().map(SightingMapping::author).toList())
            .authorCount(orEmpty(avro.getAuthorCount()))
            .organisation(
                Optional.ofNullable(avro.getOrganisation())
                    .map(
                        name ->
                            new Organisation(
                                name, Optional.ofNullable(avro.getOrganisationHandle()))))
            .publishedAt(Optional.ofNullable(avro.getPublishedAt()).map(PartialDate::new))
            .publishedText(Optional.ofNullable(avro.getPublishedText()))
            .listedAt(Optional.ofNullable(avro.getListedAt()).map(PartialDate::new))
            .venue(Optional.ofNullable(avro.getVenue()))
            .year(orEmpty(avro.getYear()))
            .version(orEmpty(avro.getVersion()))
            .categories(avro.getCategories())
            .keywords(avro.getKeywords())
            .links(avro.getLinks())
            .note(Optional.ofNullable(avro.getNote()))
            .withdrawn(Optional.ofNullable(avro.getWithdrawn()))
            .done();
    return new Sighting(
        origin(avro),
        statement,
        Optional.ofNullable(avro.getObservedAt()),
        Optional.ofNullable(avro.getRaw())
            .map(raw -> new Raw(bytes(raw), Optional.ofNullable(avro.getRawType()).orElse(""))),
        new Parser(avro.getParser().getName(), avro.getParser().getVersion()));
  }

  private static Origin origin(PaperSighted avro) {
    var source = new SourceName(avro.getSource());
    return Optional.ofNullable(avro.getSourceId())
        .<Origin>map(id -> new Origin.Native(source, id))
        .orElseGet(() -> new Origin.Listed(source, avro.getList(), avro.getPosition()));
  }

  private static org.paperwire.avro.Author author(Author author) {
    return new org.paperwire.avro.Author(author.name(), author.affiliation().orElse(null));
  }

  private static Author author(org.paperwire.avro.Author author) {
    return new Author(author.getName(), Optional.ofNullable(author.getAffiliation()));
  }

  private static Bytes bytes(ByteBuffer buffer) {
    var bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return Bytes.of(bytes);
  }

  /// The log keeps milliseconds.
  static Instant millis(Instant time) {
    return Instant.ofEpochMilli(time.toEpochMilli());
  }

  private static @Nullable Integer orNull(OptionalInt number) {
    return number.isPresent() ? number.getAsInt() : null;
  }

  private static OptionalInt orEmpty(@Nullable Integer number) {
    return number == null ? OptionalInt.empty() : OptionalInt.of(number);
  }
}
