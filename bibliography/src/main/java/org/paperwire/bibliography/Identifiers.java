package org.paperwire.bibliography;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The identifiers of one paper: namespace to canonical values, both sorted, so that equal sets are
/// equal maps.
///
/// A DataCite DOI of arXiv (`10.48550/arXiv.…`) *is* an arXiv id and is kept as one.
public record Identifiers(Map<String, List<String>> byNamespace) {

  /// Namespaces in the order in which they make record keys, the strongest first. All but the first
  /// four rank alike as "other identifiers".
  public static final List<String> NAMESPACES =
      List.of("arxiv", "doi", "acl", "pmid", "pmcid", "dblp", "openalex", "s2", "mag");

  private static final Pattern DOI =
      Pattern.compile(
          "(?:(?i:https?://(?:dx\\.)?doi\\.org/)|(?i:doi:)\\s*)?(10\\.\\d{4,9}(?:\\.\\d+)*/\\S{1,300})");
  private static final Pattern ARXIV_DOI = Pattern.compile("10\\.48550/arxiv\\.(.+)");
  private static final Pattern WORD = Pattern.compile("\\S{1,200}");

  /// No identifiers.
  public static final Identifiers NONE = new Identifiers(Map.of());

  public Identifiers {
    var sorted = new TreeMap<String, List<String>>();
    byNamespace.forEach(
        (namespace, values) -> {
          if (!values.isEmpty()) {
            sorted.put(namespace, List.copyOf(new TreeSet<>(values)));
          }
        });
    byNamespace = Collections.unmodifiableMap(sorted);
  }

  /// One identifier in its canonical place and form.
  public record Identifier(String namespace, String value) {}

  /// Reads one identifier as a source writes it. Empty when the value is none of that namespace, or
  /// nobody knows the namespace.
  public static Optional<Identifier> read(String namespace, String value) {
    String text = value.strip();
    return switch (namespace.toLowerCase(Locale.ROOT)) {
      case "arxiv" -> ArxivId.parse(text).map(id -> new Identifier("arxiv", id.id().value()));
      case "doi" -> readDoi(text);
      case String other when NAMESPACES.contains(other) && WORD.matcher(text).matches() ->
          Optional.of(new Identifier(other, text));
      default -> Optional.empty();
    };
  }

  private static Optional<Identifier> readDoi(String text) {
    Matcher doi = DOI.matcher(text);
    if (!doi.matches()) {
      return Optional.empty();
    }
    String value = doi.group(1).toLowerCase(Locale.ROOT);
    Matcher arxiv = ARXIV_DOI.matcher(value);
    if (arxiv.matches()) {
      return ArxivId.parse(arxiv.group(1)).map(id -> new Identifier("arxiv", id.id().value()));
    }
    return Optional.of(new Identifier("doi", value));
  }

  /// The set of these identifiers.
  public static Identifiers of(Collection<Identifier> identifiers) {
    var values = new TreeMap<String, SequencedSet<String>>();
    identifiers.forEach(
        i -> values.computeIfAbsent(i.namespace(), _ -> new TreeSet<>()).add(i.value()));
    var lists = new TreeMap<String, List<String>>();
    values.forEach((namespace, set) -> lists.put(namespace, List.copyOf(set)));
    return new Identifiers(lists);
  }

  /// All identifiers of both.
  public Identifiers and(Identifiers others) {
    var all = new TreeMap<String, Set<String>>();
    byNamespace.forEach(
        (namespace, values) -> all.computeIfAbsent(namespace, _ -> new TreeSet<>()).addAll(values));
    others.byNamespace.forEach(
        (namespace, values) -> all.computeIfAbsent(namespace, _ -> new TreeSet<>()).addAll(values));
    var lists = new TreeMap<String, List<String>>();
    all.forEach((namespace, set) -> lists.put(namespace, List.copyOf(set)));
    return new Identifiers(lists);
  }

  /// The strongest identifier: the first namespace of [#NAMESPACES] that has one, its smallest
  /// value.
  public Optional<Identifier> strongest() {
    return NAMESPACES.stream()
        .flatMap(
            namespace ->
                byNamespace.getOrDefault(namespace, List.of()).stream()
                    .map(value -> new Identifier(namespace, value)))
        .findFirst();
  }

  public boolean isEmpty() {
    return byNamespace.isEmpty();
  }
}
