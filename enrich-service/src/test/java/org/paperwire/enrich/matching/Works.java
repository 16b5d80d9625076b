package org.paperwire.enrich.matching;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.paperwire.bibliography.Identifiers;
import org.paperwire.bibliography.Identifiers.Identifier;
import org.paperwire.bibliography.RecordKey;
import org.paperwire.bibliography.SourceName;
import org.paperwire.enrich.records.Author;
import org.paperwire.enrich.records.Content;
import org.paperwire.enrich.records.Origin;
import org.paperwire.enrich.records.Statement;
import org.paperwire.enrich.records.WorkRecord;

/// A record in the making, as tests speak of it.
record Works(
    String title,
    List<String> authors,
    Optional<String> venue,
    Optional<Integer> year,
    Optional<String> abstractText,
    List<Identifier> identifiers,
    List<String> links,
    Optional<String> list) {

  static Works work(String title) {
    return new Works(
        title,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        Optional.empty());
  }

  Works by(String... names) {
    return new Works(title, List.of(names), venue, year, abstractText, identifiers, links, list);
  }

  Works at(String where) {
    return new Works(
        title, authors, Optional.of(where), year, abstractText, identifiers, links, list);
  }

  Works in(int when) {
    return new Works(
        title, authors, venue, Optional.of(when), abstractText, identifiers, links, list);
  }

  Works saying(String text) {
    return new Works(title, authors, venue, year, Optional.of(text), identifiers, links, list);
  }

  Works known(String namespace, String id) {
    var more = new ArrayList<>(identifiers);
    more.add(Identifiers.read(namespace, id).orElseThrow());
    return new Works(title, authors, venue, year, abstractText, more, links, list);
  }

  Works linking(String... addresses) {
    return new Works(
        title, authors, venue, year, abstractText, identifiers, List.of(addresses), list);
  }

  Works on(String page) {
    return new Works(
        title, authors, venue, year, abstractText, identifiers, links, Optional.of(page));
  }

  Features features() {
    var content =
        new Content(
            title,
            abstractText,
            authors.stream().map(name -> new Author(name, Optional.empty())).toList(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            venue,
            year,
            Optional.empty(),
            Identifiers.of(identifiers),
            List.of(),
            List.of(),
            links,
            Optional.empty(),
            Optional.empty());
    var source = new SourceName("owl-list");
    RecordKey key =
        RecordKey.of(
            content.identifiers(),
            source,
            Optional.empty(),
            title,
            authors.stream().findFirst(),
            abstractText);
    var origin =
        new Origin(
            source, Optional.empty(), list.or(() -> Optional.of(content.hash())), Optional.of(0));
    return Features.of(
        key, WorkRecord.of(Statement.of("s", origin, Optional.empty(), content), Instant.EPOCH));
  }
}
