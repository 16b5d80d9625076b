package org.paperwire.cli.identity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.paperwire.client.Server;

/// A paper as a source lists it, to be sent to `POST /v1/papers`.
///
/// @param source who lists it
/// @param sourceId its id there
/// @param title as the source writes it
/// @param authors as the source writes them
/// @param abstractText its abstract
/// @param venue where it was published
/// @param year of publication
/// @param publishedAt the day, where the source says it
/// @param arxivId where the source says it
public record Listing(
    String source,
    String sourceId,
    String title,
    List<String> authors,
    Optional<String> abstractText,
    Optional<String> venue,
    Optional<Integer> year,
    Optional<String> publishedAt,
    Optional<String> arxivId) {

  public Listing {
    authors = authors.stream().filter(author -> !author.isBlank()).toList();
    abstractText = abstractText.filter(text -> !text.isBlank());
    venue = venue.filter(text -> !text.isBlank());
  }

  static Listing of(String source, String sourceId, String title, List<String> authors) {
    return new Listing(
        source,
        sourceId,
        title,
        authors,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  Listing saying(String text) {
    return new Listing(
        source, sourceId, title, authors, Optional.of(text), venue, year, publishedAt, arxivId);
  }

  Listing in(String where, Optional<Integer> when) {
    return new Listing(
        source,
        sourceId,
        title,
        authors,
        abstractText,
        Optional.of(where),
        when,
        publishedAt,
        arxivId);
  }

  Listing on(String day) {
    return new Listing(
        source,
        sourceId,
        title,
        authors,
        abstractText,
        venue,
        year,
        Optional.of(day).filter(text -> !text.isEmpty()),
        arxivId);
  }

  Listing arxiv(String id) {
    return new Listing(
        source, sourceId, title, authors, abstractText, venue, year, publishedAt, Optional.of(id));
  }

  /// What it is called at its source, unlike any other.
  String name() {
    return name(source, sourceId);
  }

  static String name(String source, String sourceId) {
    return source + ":" + sourceId;
  }

  /// The key of the record that it belongs to.
  public String recordKey() {
    return arxivId.map(id -> "arxiv:" + id).orElse(name());
  }

  /// As a line of JSON.
  public String json() {
    ObjectNode paper = Server.JSON.createObjectNode();
    paper.put("source", source).put("sourceId", sourceId).put("title", title);
    if (!authors.isEmpty()) {
      authors.forEach(paper.putArray("authors")::add);
    }
    abstractText.ifPresent(text -> paper.put("abstract", text));
    venue.ifPresent(text -> paper.put("venue", text));
    year.ifPresent(number -> paper.put("year", number));
    publishedAt.ifPresent(day -> paper.put("publishedAt", day));
    arxivId.ifPresent(id -> paper.withObject("identifiers").put("arxiv", id));
    return paper.toString();
  }
}
