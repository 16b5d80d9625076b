package org.paperwire.enrich.records;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.paperwire.bibliography.Identifiers;
import org.paperwire.bibliography.PartialDate;
import org.paperwire.bibliography.SourceName;

/// Generated statements and records: few values of each field, so that they meet.
public final class Statements {

  private Statements() {}

  /// A content that says little.
  public static Content content(String title) {
    return new Content(
        title,
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Identifiers.NONE,
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  public static Arbitrary<Instant> instants() {
    return Arbitraries.longs().between(0, 5).map(day -> Instant.ofEpochSecond(day * 86_400));
  }

  public static Arbitrary<Origin> origins() {
    Arbitrary<SourceName> sources =
        Arbitraries.of("huggingface", "arxiv-api", "people", "someone").map(SourceName::new);
    return Combinators.combine(
            sources,
            Arbitraries.of("1", "2").optional(0.5),
            Arbitraries.of("list-a", "list-b"),
            Arbitraries.integers().between(0, 2))
        .as(
            (source, id, list, position) ->
                new Origin(source, id, Optional.of(list), Optional.of(position)));
  }

  public static Arbitrary<Content> contents() {
    return Combinators.combine(
            Arbitraries.of("Owls read logs", "Owls Read Logs", "Owls read $\\log$s"),
            Arbitraries.of("We watched owls.", "See https://owls.example/a.").optional(0.6),
            Arbitraries.of("Ada Owl", "Bo Owl").list().ofMaxSize(2),
            Arbitraries.of("2024", "2024-05", "2024-05-06", "2023-01-01").optional(0.7),
            Arbitraries.integers().between(1, 3).optional(0.5),
            Arbitraries.of("cs.IR", "cs.DL").list().ofMaxSize(2),
            Arbitraries.of("ICOWL", "Owl Letters").optional(0.3))
        .as(
            (title, text, authors, date, version, categories, venue) ->
                new Content(
                    title,
                    text,
                    authors.stream().map(name -> new Author(name, Optional.empty())).toList(),
                    Optional.of(authors.size()),
                    Optional.empty(),
                    Optional.empty(),
                    date.map(PartialDate::new),
                    Optional.empty(),
                    date.filter(day -> day.length() == 10).map(LocalDate::parse),
                    venue,
                    Optional.empty(),
                    version,
                    Identifiers.NONE,
                    categories,
                    List.of(),
                    List.of(),
                    Optional.empty(),
                    Optional.empty()));
  }

  /// Statements whose id follows from origin and content, as everywhere.
  public static Arbitrary<Statement> statements() {
    return Combinators.combine(origins(), contents(), instants().optional(0.7))
        .as(
            (origin, content, observedAt) ->
                Statement.of(origin.identity() + content.hash(), origin, observedAt, content));
  }

  public static Arbitrary<Count> counts() {
    return Combinators.combine(
            Arbitraries.of("huggingface", "forum").map(SourceName::new),
            Arbitraries.of(Count.Kind.values()),
            Arbitraries.longs().between(0, 3),
            instants().optional(0.7))
        .as((source, kind, count, at) -> new Count(new Count.Counter(source, kind), count, at));
  }

  /// What single messages add.
  public static Arbitrary<WorkRecord> additions() {
    return Arbitraries.frequencyOf(
        Tuple.of(3, Combinators.combine(statements(), instants()).as(WorkRecord::of)),
        Tuple.of(1, counts().map(WorkRecord::of)));
  }
}
