package org.paperwire.ingest.polling;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// One pass over an XML document, for its [ListHead].
final class XmlHead {

  private final XMLStreamReader reader;
  private String root = "";
  private int depth;
  private int things;
  private Optional<Instant> dated = Optional.empty();
  private Optional<String> next = Optional.empty();
  private Optional<String> error = Optional.empty();

  XmlHead(XMLStreamReader reader) {
    this.reader = reader;
  }

  ListHead read() throws XMLStreamException {
    while (reader.hasNext()) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          depth++;
          start(reader.getLocalName());
        }
        case XMLStreamConstants.END_ELEMENT -> depth--;
        default -> {}
      }
    }
    return switch (root) {
      case "rss", "RDF", "feed", "OAI-PMH" -> new ListHead.Whole(things, dated, next, error);
      case "html" -> new ListHead.Broken("a page of HTML where a list is expected");
      default -> new ListHead.Broken("XML that is no list: " + root);
    };
  }

  private void start(String name) throws XMLStreamException {
    if (depth == 1) {
      root = name;
      return;
    }
    switch (root + "/" + depth + "/" + name) {
      case "rss/3/item", "RDF/2/item", "feed/2/entry", "OAI-PMH/3/record" -> things++;
      case "rss/3/pubDate" -> dated = rfc822(text()).or(() -> dated);
      case "rss/3/lastBuildDate" -> dated = dated.or(() -> rfc822(text()));
      case "feed/2/updated", "OAI-PMH/2/responseDate" -> dated = iso(text());
      case "OAI-PMH/3/resumptionToken" -> next = Optional.of(text()).filter(t -> !t.isEmpty());
      case "OAI-PMH/2/error" -> error = Optional.ofNullable(reader.getAttributeValue(null, "code"));
      default -> {}
    }
  }

  /// Leaves the reader at the element's end.
  private String text() {
    try {
      String text = reader.getElementText().strip();
      depth--;
      return text;
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Optional<Instant> rfc822(String text) {
    try {
      return Optional.of(
          OffsetDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> iso(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
