package org.paperwire.ingest.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.paperwire.avro.PaperSighted;
import org.paperwire.avro.Signal;
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
import org.paperwire.ingest.SignalSeen;
import org.paperwire.ingest.Statement;

class MappingTest {

  private static final BatchInfo BATCH =
      new BatchInfo(
          "batch",
          Optional.of("page.txt"),
          Instant.parse("2025-10-30T12:00:00.123456Z"),
          Given.through(Door.CAPTURES));

  @Property(tries = 300)
  void aSightingComesBackFromTheLogAsItWent(@ForAll("sightings") Sighting sighting) {
    PaperSighted avro = SightingMapping.toAvro(sighting, BATCH);

    assertThat(SightingMapping.fromAvro(avro)).isEqualTo(sighting);
    assertThat(avro.getSightingId()).isEqualTo(SightingMapping.fromAvro(avro).sightingId());
  }

  @Test
  void nothingOfTheBatchIsInTheId() {
    Sighting sighting = everything();
    var other =
        new BatchInfo("other", Optional.empty(), Instant.EPOCH, Given.through(Door.CAPTURES));

    assertThat(SightingMapping.toAvro(sighting, other).getSightingId())
        .isEqualTo(SightingMapping.toAvro(sighting, BATCH).getSightingId());
  }

  @Test
  void aSignalIsTheSameWheneverItIsSent() {
    Signal first = SignalMapping.toAvro(new SignalSeen("comment", 14), everything(), BATCH);
    Signal again =
        SignalMapping.toAvro(
            new SignalSeen("comment", 14),
            everything(),
            new BatchInfo("other", Optional.empty(), Instant.EPOCH, Given.through(Door.CAPTURES)));
    Signal more = SignalMapping.toAvro(new SignalSeen("comment", 15), everything(), BATCH);

    assertThat(again.getSignalId()).isEqualTo(first.getSignalId()).isNotEqualTo(more.getSignalId());
    assertThat(first.getRecordKey()).isEqualTo("arxiv:2507.01234");
    assertThat(first.getCount()).isEqualTo(14);
    assertThat(first.getObservedAt()).isEqualTo(everything().observedAt().orElseThrow());
  }

  @Test
  void theIdsOnTheLogNeverChange() {
    assertThat(everything().sightingId()).isEqualTo("ynjtvw56izj5usgfb3lru3g6go");
    assertThat(
            new Sighting(
                    new Origin.Listed(new SourceName("huggingface"), "digest", 3),
                    Statement.titled("Folding Maps").done(),
                    Optional.empty(),
                    Optional.empty(),
                    new Parser("test", 1))
                .sightingId())
        .isEqualTo("qr3dqrh6wyqmgfisvjlpyexhtg");
  }

  private static Sighting everything() {
    return new Sighting(
        new Origin.Native(new SourceName("marsh-list"), "17"),
        Statement.titled("Folding Maps")
            .identifiers(new Identifiers(Map.of("arxiv", List.of("2507.01234"))))
            .abstractText(Optional.of("We fold maps."))
            .authors(
                List.of(Author.named("Ada Marsh"), new Author("Bo Fen", Optional.of("Laboratory"))))
            .authorCount(OptionalInt.of(2))
            .organisation(Optional.of(new Organisation("Marsh Lab", Optional.of("marshlab"))))
            .publishedAt(Optional.of(new PartialDate("2025-07")))
            .listedAt(Optional.of(new PartialDate("2025-07-10")))
            .venue(Optional.of("Journal"))
            .year(OptionalInt.of(2025))
            .version(OptionalInt.of(2))
            .categories(List.of("cs.CL"))
            .keywords(List.of("maps"))
            .links(List.of("https://example.org"))
            .note(Optional.of("12 pages"))
            .withdrawn(Optional.of("an error"))
            .done(),
        Optional.of(Instant.parse("2025-08-01T08:00:00Z")),
        Optional.of(Raw.text("Folding Maps")),
        new Parser("test", 1));
  }

  @Provide
  Arbitrary<Sighting> sightings() {
    Arbitrary<String> text = Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(8);
    Arbitrary<Origin> origin =
        Arbitraries.oneOf(
            text.map(id -> new Origin.Native(new SourceName("list"), id)),
            Combinators.combine(text, Arbitraries.integers().between(0, 300))
                .as((list, at) -> new Origin.Listed(new SourceName("list"), list, at)));
    Arbitrary<Statement> statement =
        Combinators.combine(
                text,
                text.optional(),
                text.list().ofMaxSize(3),
                Arbitraries.integers().between(1, 9).optional(),
                text.optional(),
                Arbitraries.of("2025", "2025-07", "2025-07-10").optional())
            .as(
                (title, some, many, number, more, date) ->
                    Statement.titled(title)
                        .abstractText(some)
                        .authors(many.stream().map(name -> new Author(name, more)).toList())
                        .authorCount(number.map(OptionalInt::of).orElse(OptionalInt.empty()))
                        .organisation(more.map(name -> new Organisation(name, some)))
                        .publishedAt(date.map(PartialDate::new))
                        .publishedText(some)
                        .venue(more)
                        .categories(many)
                        .links(many)
                        .withdrawn(some)
                        .done());
    return Combinators.combine(
            origin,
            statement,
            Arbitraries.longs()
                .between(0, 4_000_000_000_000L)
                .map(Instant::ofEpochMilli)
                .optional(),
            text.map(content -> new Raw(Bytes.of(content), "text/plain")).optional())
        .as(
            (where, said, when, raw) ->
                new Sighting(where, said, when, raw, new Parser("test", 1)));
  }
}
