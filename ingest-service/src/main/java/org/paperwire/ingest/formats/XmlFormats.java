package org.paperwire.ingest.formats;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jdom2.Element;
import org.paperwire.ingest.PlainText;
import org.paperwire.ingest.Reading;
import org.paperwire.ingest.Reason;
import org.paperwire.ingest.acl.AclAnthology;
import org.paperwire.ingest.arxiv.ArxivApi;
import org.paperwire.ingest.arxiv.ArxivFeed;
import org.paperwire.ingest.captures.CaptureContext;
import org.paperwire.ingest.feeds.Feeds;
import org.paperwire.ingest.oai.OaiPmh;
import org.paperwire.ingest.pubmed.Jats;
import org.paperwire.ingest.pubmed.PubMed;
import org.paperwire.ingest.xml.SafeXml;

/// Which source an XML document is of, told from its root.
final class XmlFormats {

  private record Source(
      Predicate<Element> recognises, BiFunction<Element, CaptureContext, Reading> read) {}

  /// The first that recognises a root reads it, so that arXiv's feeds are not any feed.
  private static final List<Source> SOURCES =
      List.of(
          new Source(ArxivFeed::recognises, ArxivFeed::read),
          new Source(ArxivApi::recognises, ArxivApi::read),
          new Source(OaiPmh::recognises, OaiPmh::read),
          new Source(AclAnthology::recognises, AclAnthology::read),
          new Source(PubMed::recognises, PubMed::read),
          new Source(Jats::recognises, Jats::read),
          new Source(Feeds::recognises, Feeds::read));

  private XmlFormats() {}

  static Reading read(byte[] body, CaptureContext context) {
    return switch (SafeXml.read(body)) {
      case SafeXml.Document(Element root) ->
          SOURCES.stream()
              .filter(source -> source.recognises().test(root))
              .findFirst()
              .map(source -> source.read().apply(root, context))
              .orElseGet(
                  () ->
                      new Reading.Nothing(
                          Reason.UNRECOGNISED,
                          "XML with the root %s, which no source has"
                              .formatted(PlainText.fold(root.getName()))));
      case SafeXml.NotXml(Reason reason, String detail) -> new Reading.Nothing(reason, detail);
    };
  }
}
