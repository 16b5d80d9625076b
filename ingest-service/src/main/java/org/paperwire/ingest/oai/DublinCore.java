package org.paperwire.ingest.oai;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdom2.Element;
import org.jdom2.Namespace;
import org.paperwire.bibliography.PartialDate;
import org.paperwire.bibliography.SourceName;
import org.paperwire.ingest.Entry;
import org.paperwire.ingest.Item;
import org.paperwire.ingest.Parser;
import org.paperwire.ingest.PersonName;
import org.paperwire.ingest.Raw;

/// Dublin Core (`oai_dc`), which every repository has: what is in a `dc:identifier` is told from
/// how it looks (a DOI, an arXiv id, an address).
final class DublinCore {

  private static final Parser PARSER = new Parser("oai-dc", 1);
  private static final Namespace DC = Namespace.getNamespace("http://purl.org/dc/elements/1.1/");

  private DublinCore() {}

  static Item read(
      int at,
      Element dc,
      Raw raw,
      SourceName source,
      Optional<String> identifier,
      Optional<Instant> observedAt) {
    Entry entry =
        Entry.at(at, raw)
            .title(texts(dc, "title").stream().findFirst())
            .abstractText(texts(dc, "description").stream().findFirst())
            .venue(texts(dc, "source").stream().findFirst())
            .publishedAt(
                texts(dc, "date").stream()
                    .flatMap(date -> PartialDate.parse(date).stream())
                    .findFirst());
    texts(dc, "creator").forEach(name -> entry.author(PersonName.givenFirst(name)));
    texts(dc, "subject").forEach(subject -> entry.keyword(Optional.of(subject)));
    Stream.concat(texts(dc, "identifier").stream(), identifier.stream())
        .forEach(name -> entry.named(name).link(Optional.of(name)));
    return entry.known(source, identifier, observedAt, PARSER);
  }

  private static List<String> texts(Element dc, String name) {
    return dc.getChildren(name, DC).stream()
        .map(Element::getValue)
        .filter(text -> !text.isBlank())
        .toList();
  }
}
