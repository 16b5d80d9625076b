package org.paperwire.enrich;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.paperwire.bibliography.Identifiers;
import org.paperwire.bibliography.PaperId;
import org.paperwire.bibliography.PartialDate;
import org.paperwire.bibliography.RecordKey;
import org.paperwire.bibliography.SourceName;
import org.paperwire.enrich.identity.Pair;
import org.paperwire.enrich.identity.Tie;
import org.paperwire.enrich.mapping.HeardMapping;
import org.paperwire.enrich.merging.Member;
import org.paperwire.enrich.merging.Merging;
import org.paperwire.enrich.merging.Paper;
import org.paperwire.enrich.merging.Provenance;
import org.paperwire.enrich.merging.SightingRef;
import org.paperwire.enrich.records.Author;
import org.paperwire.enrich.records.Origin;
import org.paperwire.enrich.records.Precedence;
import org.paperwire.enrich.records.SourceRanks;
import org.paperwire.enrich.tagging.Evidence;
import org.paperwire.enrich.tagging.Tag;

/// Papers to compare with.
public final class PaperFixture {

  private static final RecordKey KEY = new RecordKey("arxiv:2401.00001");
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private PaperFixture() {}

  /// A plain paper that stands under its own id.
  public static Paper standing() {
    var merging = new Merging(new Precedence(SourceRanks.standard()));
    return merging.paper(
        PaperId.of(KEY),
        List.of(
            new Member(
                KEY, HeardMapping.sighted(SightingBuilder.sighting(KEY.value()).build()).adds())));
  }

  /// A paper of which no field is left open, whether or not that makes sense.
  public static Paper everythingSet() {
    var origin =
        new Origin(
            new SourceName("huggingface"), Optional.of("7"), Optional.of("list"), Optional.of(3));
    return new Paper(
        PaperId.of(KEY),
        "Owls read logs",
        Optional.of("We watched owls."),
        List.of(
            new Author("Ada Owl", Optional.of("Owl Institute")),
            new Author("Bo Owl", Optional.empty())),
        Optional.of(2),
        Optional.of("Owl Institute"),
        Optional.of(new PartialDate("2024-01")),
        Optional.of(LocalDate.parse("2024-01-03")),
        NOON,
        Optional.of("Owl Letters"),
        Optional.of(2024),
        Optional.of(3),
        new Identifiers(Map.of("arxiv", List.of("2401.00001"))),
        List.of("cs.IR"),
        List.of("owls"),
        List.of("https://owls.example/"),
        Optional.of("8 pages"),
        List.of(
            new Tag(
                "owl-counting",
                Optional.of("Owl counting"),
                "test-rules",
                "1",
                List.of(
                    new Evidence("title", "Owls", OptionalInt.of(0), OptionalInt.of(4)),
                    new Evidence("links", "owls", OptionalInt.empty(), OptionalInt.empty())))),
        Optional.of(14L),
        Optional.of(3L),
        Optional.of("Crucial error."),
        List.of(PaperId.of(new RecordKey("doi:10.1/related"))),
        Optional.of(PaperId.of(new RecordKey("doi:10.1/other"))),
        List.of(KEY),
        List.of(new SightingRef("s1", KEY, origin, Optional.of(NOON))),
        new TreeMap<>(
            Map.of(
                "title", new Provenance("s1", new SourceName("huggingface"), Optional.of(NOON)))),
        List.of(
            new Tie(
                Pair.of(KEY, new RecordKey("doi:10.1/related")),
                Tie.Kind.NEAR,
                "scored",
                0.25,
                List.of("title 0.50 (-1.00)"))));
  }
}
