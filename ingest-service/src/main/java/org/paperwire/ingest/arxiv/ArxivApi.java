package org.paperwire.ingest.arxiv;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jdom2.Element;
import org.jdom2.Namespace;
import org.paperwire.bibliography.ArxivId;
import org.paperwire.bibliography.PartialDate;
import org.paperwire.bibliography.SourceName;
import org.paperwire.ingest.Entry;
import org.paperwire.ingest.Format;
import org.paperwire.ingest.Item;
import org.paperwire.ingest.Moment;
import org.paperwire.ingest.Parsed;
import org.paperwire.ingest.Parser;
import org.paperwire.ingest.Reading;
import org.paperwire.ingest.Reason;
import org.paperwire.ingest.captures.CaptureContext;
import org.paperwire.ingest.xml.SafeXml;
import org.paperwire.ingest.xml.Xml;

/// Answers of `/api/query`: Atom with arXiv's own elements.
///
/// An id that does not exist is no entry at all; one that is none is a feed with one entry, titled
/// `Error`, whose id holds `/api/errors#`. `published` is that of the first version, `updated` that
/// of the version which is described; the feed's `updated` is the time of the answer.
public final class ArxivApi {

  /// Who speaks.
  public static final SourceName SOURCE = new SourceName("arxiv-api");

  private static final Parser PARSER = new Parser("arxiv-api", 1);
  static final String ARXIV = "http://arxiv.org/schemas/atom";
  static final Namespace ATOM = Namespace.getNamespace("http://www.w3.org/2005/Atom");
  private static final String SEARCH = "http://a9.com/-/spec/opensearch/1.1/";
  private static final Pattern ANSWER = Pattern.compile("https?://arxiv\\.org/(?:api/.*)?");
  private static final Pattern PAPER = Pattern.compile("https?://arxiv\\.org/abs/.+");

  /// arXiv's own classes; `category` also holds those of ACM and MSC (`68T05; I.2.6`).
  static final Pattern CATEGORY = Pattern.compile("[a-z]+(?:-[a-z]+)*(?:\\.[A-Za-z-]{2,20})?");

  /// How much of what was asked for is in an answer.
  ///
  /// @param total entries there are
  /// @param start number of the first one here, from 0
  public record Page(OptionalLong total, OptionalLong start, OptionalLong perPage) {}

  private ArxivApi() {}

  /// Whether an element is such an answer, or an entry of one.
  public static boolean recognises(Element root) {
    if (root.getName().equals("entry") && root.getNamespace().equals(ATOM)) {
      return isEntry(root);
    }
    return root.getName().equals("feed")
        && root.getNamespace().equals(ATOM)
        && (Xml.text(root, "id").filter(id -> ANSWER.matcher(id.strip()).matches()).isPresent()
            || Xml.child(root, "entry").filter(ArxivApi::isEntry).isPresent());
  }

  private static boolean isEntry(Element entry) {
    return Xml.text(entry, "id").filter(id -> PAPER.matcher(id.strip()).matches()).isPresent();
  }

  /// How much of the whole an answer is.
  public static Page page(Element feed) {
    return new Page(
        number(feed, "totalResults"), number(feed, "startIndex"), number(feed, "itemsPerPage"));
  }

  private static OptionalLong number(Element feed, String name) {
    return Xml.text(feed, SEARCH, name)
        .map(String::strip)
        .filter(text -> text.matches("\\d{1,18}"))
        .map(text -> OptionalLong.of(Long.parseLong(text)))
        .orElseGet(OptionalLong::empty);
  }

  /// Reads an answer.
  public static Reading read(Element root, CaptureContext context) {
    List<Element> entries =
        root.getName().equals("entry") ? List.of(root) : Xml.children(root, "entry");
    for (Element entry : entries) {
      Optional<String> id = Xml.text(entry, "id");
      if (id.filter(text -> text.contains("/api/errors")).isPresent()) {
        return new Reading.Nothing(
            Reason.ERROR_ANSWER,
            ArxivFeed.said("arXiv answers", Xml.text(entry, "summary").or(() -> id)));
      }
    }
    Optional<Instant> observedAt =
        context.capturedAt().or(() -> Xml.text(root, "updated").flatMap(Moment::parse));
    SourceName source = context.source().orElse(SOURCE);
    var items = new ArrayList<Item>();
    for (Element entry : entries) {
      items.add(item(items.size() + 1, entry, source, observedAt));
    }
    return new Reading.Papers(Parsed.of(Format.ARXIV_API, source, items));
  }

  private static Item item(int at, Element atom, SourceName source, Optional<Instant> observedAt) {
    Optional<String> id = Xml.text(atom, "id").map(String::strip);
    Optional<String> comment = Xml.text(atom, ARXIV, "comment");
    Optional<String> summary = Xml.text(atom, "summary");
    Entry entry =
        Entry.at(at, SafeXml.raw(atom))
            .title(Xml.text(atom, "title"))
            .abstractText(summary)
            .identifier("arxiv", id)
            .identifier("doi", Xml.text(atom, ARXIV, "doi"))
            .publishedAt(Xml.text(atom, "published").flatMap(PartialDate::parse))
            .venue(Xml.text(atom, ARXIV, "journal_ref"))
            .note(comment)
            .withdrawn(Withdrawal.of(comment, summary));
    for (Element author : Xml.children(atom, "author")) {
      entry.author(Xml.text(author, "name"), Xml.text(author, ARXIV, "affiliation"));
    }
    addCategories(entry, atom);
    return entry.known(source, id.map(ArxivApi::withoutAddress), observedAt, PARSER);
  }

  /// Primary first; those of other schemes left out.
  static void addCategories(Entry entry, Element atom) {
    Optional.ofNullable(atom.getChild("primary_category", Namespace.getNamespace(ARXIV)))
        .ifPresent(primary -> entry.category(Xml.attribute(primary, "term")));
    for (Element category : Xml.children(atom, "category")) {
      entry.category(
          Xml.attribute(category, "term").filter(term -> CATEGORY.matcher(term).matches()));
    }
  }

  /// `1605.08386`, by which the source knows all versions of one paper.
  static String withoutAddress(String id) {
    return ArxivId.parse(id).map(parsed -> parsed.id().value()).orElse(id);
  }
}
