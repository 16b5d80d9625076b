package org.paperwire.enrich.merging;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.paperwire.bibliography.Identifiers;
import org.paperwire.bibliography.PaperId;
import org.paperwire.bibliography.PartialDate;
import org.paperwire.bibliography.RecordKey;
import org.paperwire.enrich.records.Author;
import org.paperwire.enrich.records.Content;
import org.paperwire.enrich.records.Count;
import org.paperwire.enrich.records.Statement;

/// The fold of a paper's members into the paper: the same whatever order they are given in.
///
/// Of a field that has one value the winner is the strongest statement that has it. Sets are
/// united. A count is the newest of each source, added up.
public final class Merging {

  private static final int CATEGORIES_MAX = 100;
  private static final int KEYWORDS_MAX = 200;
  private static final int LINKS_MAX = 200;
  private static final int SIGHTINGS_MAX = 1_000;

  private final Comparator<Statement> strongestFirst;

  /// @param precedence whose word counts, the strongest last
  public Merging(Comparator<Statement> precedence) {
    this.strongestFirst = precedence.reversed();
  }

  private record Said(RecordKey record, Statement statement) {
    Content content() {
      return statement.content();
    }
  }

  private record Won<T>(T value, Said by) {}

  /// The paper, without tags.
  ///
  /// @param members the records of the paper, at least one of them described
  public Paper paper(PaperId id, Collection<Member> members) {
    List<Said> said =
        members.stream()
            .flatMap(
                member ->
                    member.record().statements().stream()
                        .map(statement -> new Said(member.key(), statement)))
            .sorted(
                Comparator.comparing(Said::statement, strongestFirst).thenComparing(Said::record))
            .toList();
    if (said.isEmpty()) {
      throw new IllegalArgumentException("nobody has described " + id);
    }
    var won = new Winners(said);

    String title = won.by("title", content -> Optional.of(content.title())).orElseThrow();
    Optional<String> abstractText = won.by("abstract", Content::abstractText);
    List<Author> authors =
        won.by("authors", content -> Optional.of(content.authors()).filter(a -> !a.isEmpty()))
            .orElse(List.of());
    Optional<PartialDate> publishedAt = won.with("publishedAt", publishedAt(said));
    return new Paper(
        id,
        title,
        abstractText,
        authors,
        authors.isEmpty() ? won.by("authorCount", Content::authorCount) : Optional.empty(),
        won.by("organisation", Content::organisation),
        publishedAt,
        won.with("listedAt", listedAt(said)),
        firstSeenAt(members),
        won.by("venue", Content::venue),
        won.by("year", Content::year).or(() -> publishedAt.map(PartialDate::year)),
        won.with("version", version(said)),
        said.stream()
            .map(each -> each.content().identifiers())
            .reduce(Identifiers.NONE, Identifiers::and),
        all(said, Content::categories, CATEGORIES_MAX),
        all(said, Content::keywords, KEYWORDS_MAX),
        links(said, abstractText),
        won.by("note", Content::note),
        List.of(),
        sum(members, Count.Kind.COMMENT),
        sum(members, Count.Kind.UPVOTE),
        won.by("withdrawn", Content::withdrawn),
        List.of(),
        Optional.empty(),
        members.stream().map(Member::key).sorted().toList(),
        said.stream()
            .limit(SIGHTINGS_MAX)
            .map(
                each ->
                    new SightingRef(
                        each.statement().sightingId(),
                        each.record(),
                        each.statement().origin(),
                        each.statement().observedAt()))
            .sorted(SightingRef.ORDER)
            .toList(),
        won.provenance,
        List.of());
  }

  /// The winners of fields, remembered with whose word they are.
  private static final class Winners {

    private final List<Said> said;
    private final TreeMap<String, Provenance> provenance = new TreeMap<>();

    Winners(List<Said> said) {
      this.said = said;
    }

    <T> Optional<T> by(String field, Function<Content, Optional<T>> value) {
      return with(field, first(said, value));
    }

    <T> Optional<T> with(String field, Optional<Won<T>> won) {
      won.ifPresent(
          winner -> {
            Statement by = winner.by().statement();
            provenance.put(
                field, new Provenance(by.sightingId(), by.origin().source(), by.observedAt()));
          });
      return won.map(Won::value);
    }
  }

  private static <T> Stream<Won<T>> having(List<Said> said, Function<Content, Optional<T>> value) {
    return said.stream()
        .flatMap(each -> value.apply(each.content()).map(v -> new Won<>(v, each)).stream());
  }

  private static <T> Optional<Won<T>> first(List<Said> said, Function<Content, Optional<T>> value) {
    return having(said, value).findFirst();
  }

  /// The strongest statement says when; whoever says the same more precisely is heard: "2025" by
  /// the stronger and "2025-07-10" by a weaker source is the tenth of July, "2024-12-31" is not.
  private static Optional<Won<PartialDate>> publishedAt(List<Said> said) {
    return first(said, Content::publishedAt)
        .flatMap(
            strongest ->
                having(said, Content::publishedAt)
                    .filter(other -> other.value().iso().startsWith(strongest.value().iso()))
                    .reduce((a, b) -> isMorePrecise(b.value(), a.value()) ? b : a));
  }

  private static boolean isMorePrecise(PartialDate a, PartialDate b) {
    return a.iso().length() > b.iso().length();
  }

  private static Optional<Won<LocalDate>> listedAt(List<Said> said) {
    return having(said, Content::listedAt).min(Comparator.comparing(Won::value));
  }

  private static Optional<Won<Integer>> version(List<Said> said) {
    return having(said, Content::version).min(Comparator.comparing(Won<Integer>::value).reversed());
  }

  private static Instant firstSeenAt(Collection<Member> members) {
    return members.stream()
        .flatMap(member -> member.record().firstReceivedAt().stream())
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }

  private static List<String> all(
      List<Said> said, Function<Content, List<String>> values, int atMost) {
    return said.stream()
        .flatMap(each -> values.apply(each.content()).stream())
        .distinct()
        .limit(atMost)
        .toList();
  }

  private static List<String> links(List<Said> said, Optional<String> abstractText) {
    return Stream.concat(
            said.stream()
                .flatMap(each -> each.content().links().stream())
                .filter(WebAddresses::isAddress),
            abstractText.stream().flatMap(text -> WebAddresses.in(text).stream()))
        .distinct()
        .limit(LINKS_MAX)
        .sorted()
        .toList();
  }

  /// A counter that two members show is one counter: its newest count is taken once.
  private static Optional<Long> sum(Collection<Member> members, Count.Kind kind) {
    var newest = new TreeMap<Count.Counter, Count>();
    members.stream()
        .flatMap(member -> member.record().counts().stream())
        .filter(count -> count.of().kind() == kind)
        .forEach(count -> newest.merge(count.of(), count, Count::newest));
    return newest.values().stream().map(Count::count).reduce(Long::sum);
  }
}
