package org.paperwire.ingest.arxiv;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdom2.Element;
import org.paperwire.bibliography.PartialDate;
import org.paperwire.bibliography.SourceName;
import org.paperwire.ingest.Entry;
import org.paperwire.ingest.Format;
import org.paperwire.ingest.Item;
import org.paperwire.ingest.Moment;
import org.paperwire.ingest.Parsed;
import org.paperwire.ingest.Parser;
import org.paperwire.ingest.PlainText;
import org.paperwire.ingest.Reading;
import org.paperwire.ingest.Reason;
import org.paperwire.ingest.captures.CaptureContext;
import org.paperwire.ingest.xml.SafeXml;
import org.paperwire.ingest.xml.Xml;

/// A day's announcements, as RSS 2.0 or as Atom (`rss.arxiv.org/rss/cs.CL`, `…/atom/cs.CL`).
///
/// - An entry is announced as `new`, `cross` (of another category), `replace` or `replace-cross`: a
///   replacement is the paper at a later version, which the id says (`oai:arXiv.org:2508.13426v2`).
/// - Listed on is the day of the announcement in New York, as `pubDate` and `published` write it.
/// - The creators are one text; the abstract stands behind `Abstract:`.
/// - A day without announcements is a feed without entries. A feed titled `Feed error for query:`
///   is no feed.
public final class ArxivFeed {

  /// Who speaks.
  public static final SourceName SOURCE = new SourceName("arxiv-feed");

  private static final Parser PARSER = new Parser("arxiv-feed", 1);
  private static final String DC = "http://purl.org/dc/elements/1.1/";
  private static final Pattern ADDRESS =
      Pattern.compile("https?://(?:rss|export)\\.arxiv\\.org/(?:rss|atom)\\b.*");
  private static final Pattern DESCRIPTION =
      Pattern.compile("(?s)\\s*arXiv:\\S+\\s+Announce Type:\\s*\\S+\\s+Abstract:(.*)");

  private ArxivFeed() {}

  /// Whether an element is such a feed, or an entry of one.
  public static boolean recognises(Element root) {
    return switch (root.getName()) {
      case "rss" ->
          Xml.at(root, "channel", "link").filter(ArxivFeed::isAddress).isPresent()
              || Xml.at(root, "channel", "item").filter(ArxivFeed::isAnnounced).isPresent()
              || error(root).isPresent();
      case "feed" ->
          root.getNamespace().equals(ArxivApi.ATOM)
              && (Xml.child(root, "id").filter(ArxivFeed::isAddress).isPresent()
                  || Xml.child(root, "entry").filter(ArxivFeed::isAnnounced).isPresent()
                  || error(root).isPresent());
      case "item", "entry" -> isAnnounced(root);
      default -> false;
    };
  }

  private static boolean isAddress(Element element) {
    return ADDRESS.matcher(element.getValue().strip()).matches();
  }

  private static boolean isAnnounced(Element entry) {
    return Xml.text(entry, ArxivApi.ARXIV, "announce_type").isPresent();
  }

  private static Optional<String> error(Element root) {
    return Xml.text(Xml.child(root, "channel").orElse(root), "title")
        .filter(title -> title.startsWith("Feed error for query:"));
  }

  /// Reads a feed.
  public static Reading read(Element root, CaptureContext context) {
    Optional<String> error = error(root);
    if (error.isPresent()) {
      return new Reading.Nothing(Reason.ERROR_ANSWER, said("arXiv answers", error));
    }
    List<Element> entries =
        switch (root.getName()) {
          case "item", "entry" -> List.of(root);
          case "feed" -> Xml.children(root, "entry");
          default -> Xml.child(root, "channel").map(c -> Xml.children(c, "item")).orElse(List.of());
        };
    SourceName source = context.source().orElse(SOURCE);
    var items = new ArrayList<Item>();
    for (Element entry : entries) {
      items.add(item(items.size() + 1, entry, source));
    }
    return new Reading.Papers(Parsed.of(Format.ARXIV_FEED, source, items));
  }

  /// When it was announced is when this was so: whoever fetches the same feed an hour later sees
  /// the same announcement.
  private static Item item(int at, Element element, SourceName source) {
    boolean isRss = element.getName().equals("item");
    Optional<String> id = Xml.text(element, isRss ? "guid" : "id").map(String::strip);
    Optional<OffsetDateTime> announced =
        Xml.text(element, isRss ? "pubDate" : "published").flatMap(Moment::ofFeed);
    Optional<String> summary =
        Xml.text(element, isRss ? "description" : "summary").map(ArxivFeed::abstractOf);
    Entry entry =
        Entry.at(at, SafeXml.raw(element))
            .title(Xml.text(element, "title"))
            .abstractText(summary)
            .identifier("arxiv", id)
            .identifier(
                "doi",
                Xml.text(element, ArxivApi.ARXIV, "DOI")
                    .or(() -> Xml.text(element, ArxivApi.ARXIV, "doi")))
            .listedAt(announced.map(OffsetDateTime::toLocalDate).flatMap(PartialDate::of))
            .venue(Xml.text(element, ArxivApi.ARXIV, "journal_reference"))
            .withdrawn(Withdrawal.of(Optional.empty(), summary));
    ArxivAuthors.addTo(entry, Xml.text(element, DC, "creator"));
    if (isRss) {
      Xml.texts(element, "category").forEach(category -> entry.category(Optional.of(category)));
    } else {
      ArxivApi.addCategories(entry, element);
    }
    return entry.announced(source, announced.map(OffsetDateTime::toInstant), PARSER);
  }

  private static String abstractOf(String description) {
    Matcher announcement = DESCRIPTION.matcher(description);
    return announcement.matches() ? announcement.group(1) : description;
  }

  /// A sentence with what a source said in it.
  static String said(String who, Optional<String> what) {
    return who + ": " + PlainText.quoted(what.orElse("an error"));
  }
}
