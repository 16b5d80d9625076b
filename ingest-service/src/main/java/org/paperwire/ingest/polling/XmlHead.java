package org.paperwire.ingest.polling;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdom2.Element;
import org.paperwire.ingest.Moment;
import org.paperwire.ingest.xml.Xml;

/// The [ListHead] of an XML document.
final class XmlHead {

  private XmlHead() {}

  static ListHead of(Element root) {
    return switch (root.getName()) {
      case "rss" -> Xml.child(root, "channel").map(XmlHead::rss).orElseGet(() -> empty("rss"));
      case "RDF" -> list(Xml.below(root, "item"), Optional.empty());
      case "feed" ->
          list(Xml.children(root, "entry"), Xml.text(root, "updated").flatMap(XmlHead::time));
      case "OAI-PMH" -> oai(root);
      case "html" -> new ListHead.Broken("a page of HTML where a list is expected");
      default -> new ListHead.Broken("XML that is no list: " + root.getName());
    };
  }

  private static ListHead empty(String root) {
    return new ListHead.Broken("an empty element " + root);
  }

  private static ListHead rss(Element channel) {
    return list(
        Xml.children(channel, "item"),
        Xml.text(channel, "pubDate")
            .or(() -> Xml.text(channel, "lastBuildDate"))
            .flatMap(XmlHead::time));
  }

  private static ListHead list(List<Element> things, Optional<Instant> dated) {
    return new ListHead.Whole(things.size(), dated, Optional.empty(), Optional.empty());
  }

  private static ListHead oai(Element root) {
    Optional<Element> records = Xml.child(root, "ListRecords");
    return new ListHead.Whole(
        records.map(list -> Xml.children(list, "record").size()).orElse(0),
        Xml.text(root, "responseDate").flatMap(XmlHead::time),
        records.flatMap(list -> Xml.text(list, "resumptionToken")).map(String::strip),
        Xml.child(root, "error").flatMap(error -> Xml.attribute(error, "code")));
  }

  private static Optional<Instant> time(String text) {
    return Moment.ofFeed(text).map(OffsetDateTime::toInstant);
  }
}
