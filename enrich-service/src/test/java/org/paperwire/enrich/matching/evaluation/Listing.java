package org.paperwire.enrich.matching.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.paperwire.bibliography.Identifiers;
import org.paperwire.bibliography.Identifiers.Identifier;
import org.paperwire.bibliography.PartialDate;
import org.paperwire.bibliography.RecordKey;
import org.paperwire.bibliography.SourceName;
import org.paperwire.enrich.matching.Features;
import org.paperwire.enrich.records.Author;
import org.paperwire.enrich.records.Content;
import org.paperwire.enrich.records.Origin;
import org.paperwire.enrich.records.Statement;
import org.paperwire.enrich.records.WorkRecord;

/// One paper as `POST /v1/papers` would take it.
record Listing(
    String source,
    String sourceId,
    String title,
    List<String> authors,
    String venue,
    Optional<Integer> year,
    String abstractText,
    Optional<Identifier> identifier) {

  static Listing of(String source, String sourceId, String title) {
    return new Listing(
        source, sourceId, title, List.of(), "", Optional.empty(), "", Optional.empty());
  }

  Listing titled(String text) {
    return new Listing(source, sourceId, text, authors, venue, year, abstractText, identifier);
  }

  Listing by(List<String> names) {
    return new Listing(source, sourceId, title, names, venue, year, abstractText, identifier);
  }

  Listing at(String where) {
    return new Listing(source, sourceId, title, authors, where, year, abstractText, identifier);
  }

  Listing in(Optional<Integer> when) {
    return new Listing(source, sourceId, title, authors, venue, when, abstractText, identifier);
  }

  Listing saying(String text) {
    return new Listing(source, sourceId, title, authors, venue, year, text, identifier);
  }

  Listing known(String namespace, String id) {
    return new Listing(
        source,
        sourceId,
        title,
        authors,
        venue,
        year,
        abstractText,
        Identifiers.read(namespace, id));
  }

  /// A side of a pair of DBLP–Scholar.
  static Listing ofDblpScholar(String source, String sourceId, JsonNode side) {
    return of(source, sourceId, side.path("title").asText())
        .by(split(side.path("authors").asText()))
        .at(side.path("venue").asText())
        .in(year(side.path("year").asText()));
  }

  static List<String> split(String authors) {
    var names = new ArrayList<String>();
    for (String name : authors.split(",")) {
      if (!name.isBlank()) {
        names.add(name.strip());
      }
    }
    return names;
  }

  static Optional<Integer> year(String text) {
    String digits = text.replaceAll("\\.0$", "").replaceAll("\\D", "");
    return digits.length() == 4 ? Optional.of(Integer.parseInt(digits)) : Optional.empty();
  }

  RecordKey key() {
    return RecordKey.of(
        Identifiers.of(identifier.stream().toList()),
        new SourceName(source),
        Optional.of(sourceId),
        title,
        authors.stream().findFirst(),
        Optional.of(abstractText).filter(text -> !text.isBlank()));
  }

  Features features() {
    return Features.of(key(), record());
  }

  WorkRecord record() {
    var content =
        new Content(
            title.isBlank() ? "untitled" : title,
            Optional.of(abstractText).filter(text -> !text.isBlank()),
            authors.stream().map(name -> new Author(name, Optional.empty())).toList(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.<PartialDate>empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(venue).filter(text -> !text.isBlank()),
            year,
            Optional.empty(),
            Identifiers.of(identifier.stream().toList()),
            List.of(),
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty());
    var origin =
        new Origin(
            new SourceName(source), Optional.of(sourceId), Optional.empty(), Optional.empty());
    return WorkRecord.of(
        Statement.of(source + sourceId, origin, Optional.empty(), content), Instant.EPOCH);
  }
}
