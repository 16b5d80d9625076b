package org.paperwire.query.search;

import java.util.Locale;
import java.util.Optional;
import org.paperwire.bibliography.Identifiers;
import org.paperwire.bibliography.PaperId;

/// Anything that a paper is asked for by.
public sealed interface PaperName {

  /// Its paper id.
  record Id(PaperId id) implements PaperName {}

  /// An identifier or a source's id, as it stands in the index: `arxiv:2409.02877`, `doi:10.1/x`,
  /// `huggingface:abc`.
  record Term(String term) implements PaperName {}

  /// Reads a paper id, `namespace:value` (an arXiv id with or without version), or
  /// `source:sourceId`. Empty when it can be no paper's name.
  static Optional<PaperName> parse(String text) {
    Optional<PaperId> id = PaperId.parse(text);
    if (id.isPresent()) {
      return id.map(Id::new);
    }
    int colon = text.indexOf(':');
    if (colon < 1 || colon == text.length() - 1) {
      return Optional.empty();
    }
    String namespace = text.substring(0, colon);
    if (Identifiers.NAMESPACES.contains(namespace.toLowerCase(Locale.ROOT))) {
      return Identifiers.read(namespace, text.substring(colon + 1))
          .map(identifier -> new Term(identifier.namespace() + ":" + identifier.value()));
    }
    return Optional.of(new Term(text));
  }
}
