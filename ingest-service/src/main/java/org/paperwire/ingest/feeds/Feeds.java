package org.paperwire.ingest.feeds;

import com.rometools.rome.feed.WireFeed;
import com.rometools.rome.feed.module.DCModule;
import com.rometools.rome.feed.synd.SyndContent;
import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeedImpl;
import com.rometools.rome.feed.synd.SyndLink;
import com.rometools.rome.feed.synd.SyndPerson;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.WireFeedInput;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jdom2.Document;
import org.jdom2.Element;
import org.jspecify.annotations.Nullable;
import org.paperwire.bibliography.SourceName;
import org.paperwire.ingest.Author;
import org.paperwire.ingest.Entry;
import org.paperwire.ingest.Format;
import org.paperwire.ingest.Item;
import org.paperwire.ingest.Markup;
import org.paperwire.ingest.Parsed;
import org.paperwire.ingest.Raw;
import org.paperwire.ingest.Reading;
import org.paperwire.ingest.Reason;
import org.paperwire.ingest.WebAddress;
import org.paperwire.ingest.captures.CaptureContext;
import org.paperwire.ingest.xml.SafeXml;
import org.paperwire.ingest.xml.Xml;

/// The parser of RSS and Atom.
///
/// Which element is what in which of the twelve formats is Rome's knowledge; it gets a tree, and
/// neither parses nor fetches. Who speaks is who is given, else the host of the feed's own address
/// (`blog.example.org` is `blog-example-org`). An entry without a title is refused: it is a remark.
public final class Feeds {

  private static final Set<String> ROOTS = Set.of("rss", "feed", "RDF", "item", "entry");

  private static final Set<String> RSS_VERSIONS = Set.of("0.91", "0.92", "0.93", "0.94", "2.0");

  private Feeds() {}

  /// Whether an element is a feed, or an entry of one.
  public static boolean recognises(Element root) {
    return ROOTS.contains(root.getName());
  }

  /// Reads a feed, entry by entry: one that breaks the rules of its format is refused alone.
  public static Reading read(Element root, CaptureContext context) {
    SourceName source = context.source().orElseGet(() -> source(root));
    var items = new ArrayList<Item>();
    for (Element element : elements(root)) {
      int at = items.size() + 1;
      Raw raw = SafeXml.raw(element);
      items.add(
          entry(root, element)
              .map(entry -> entry.item(at, raw, source))
              .orElseGet(
                  () ->
                      Entry.at(at, raw)
                          .reject(
                              Reason.NOT_A_PAPER,
                              "an entry that breaks the rules of its feed's format")));
    }
    return new Reading.Papers(Parsed.of(Format.FEED, source, items));
  }

  /// The elements of the entries, wherever a format has them.
  static List<Element> elements(Element root) {
    return switch (root.getName()) {
      case "item", "entry" -> List.of(root);
      case "feed" -> Xml.below(root, "entry");
      default -> Xml.below(root, "item");
    };
  }

  /// One entry of a feed. Empty when Rome cannot make anything of it.
  static Optional<FeedEntry> entry(Element root, Element element) {
    try {
      WireFeed wire =
          new WireFeedInput(false, Locale.ROOT).build(new Document(alone(root, element)));
      return new SyndFeedImpl(wire)
          .getEntries().stream().findFirst().map(entry -> entry(entry, element));
    } catch (FeedException e) {
      return Optional.empty();
    } catch (RuntimeException e) {
      // Rome meets what its formats forbid with whatever it stumbles over.
      return Optional.empty();
    }
  }

  /// A feed of the same format that has this entry alone; RSS that does not say its version is RSS
  /// 2.0.
  private static Element alone(Element root, Element element) {
    Element entry = element.clone();
    return switch (root.getName()) {
      case "item" ->
          new Element("rss")
              .setAttribute("version", "2.0")
              .addContent(new Element("channel").addContent(entry));
      case "entry" -> new Element("feed", root.getNamespace()).addContent(entry);
      case "rss" -> {
        Element rss = empty(root);
        if (!RSS_VERSIONS.contains(root.getAttributeValue("version", ""))) {
          rss.setAttribute("version", "2.0");
        }
        Element channel =
            Xml.child(root, "channel").map(Feeds::empty).orElseGet(() -> new Element("channel"));
        yield rss.addContent(channel.addContent(entry));
      }
      case "RDF" -> {
        Element channel =
            root.getChildren().stream()
                .filter(child -> child.getName().equals("channel"))
                .findFirst()
                .map(Feeds::empty)
                .orElseGet(() -> new Element("channel", element.getNamespace()));
        yield empty(root).addContent(channel).addContent(entry);
      }
      default -> empty(root).addContent(entry);
    };
  }

  /// An element with its attributes and namespaces, and nothing in it.
  private static Element empty(Element element) {
    Element empty = new Element(element.getName(), element.getNamespace());
    element.getAdditionalNamespaces().forEach(empty::addNamespaceDeclaration);
    element.getAttributes().forEach(attribute -> empty.setAttribute(attribute.clone()));
    return empty;
  }

  private static FeedEntry entry(SyndEntry entry, Element element) {
    Optional<DCModule> dc = Optional.ofNullable((DCModule) entry.getModule(DCModule.URI));
    List<SyndContent> contents = entry.getContents();
    return new FeedEntry(
        content(entry.getTitleEx()).or(() -> dc.flatMap(m -> text(m.getTitle()))),
        content(entry.getDescription())
            .or(() -> contents.stream().flatMap(c -> content(c).stream()).findFirst())
            .or(() -> dc.flatMap(m -> text(m.getDescription())))
            .or(() -> body(element)),
        text(entry.getUri()),
        Stream.concat(
                text(entry.getLink()).stream(),
                entry.getLinks().stream()
                    .filter(link -> !"self".equals(link.getRel()))
                    .map(SyndLink::getHref)
                    .flatMap(href -> text(href).stream()))
            .distinct()
            .toList(),
        authors(entry, dc),
        entry.getCategories().stream().flatMap(c -> text(c.getName()).stream()).toList(),
        Stream.concat(
                dc.stream().flatMap(m -> m.getIdentifiers().stream()),
                entry.getForeignMarkup().stream()
                    .filter(other -> other.getName().equalsIgnoreCase("doi"))
                    .map(Element::getValue))
            .flatMap(name -> text(name).stream())
            .toList(),
        time(entry.getPublishedDate()),
        time(entry.getUpdatedDate()));
  }

  /// What early feeds have in place of a description: a page's body, or all of the entry as HTML.
  private static Optional<String> body(Element element) {
    return element.getChildren().stream()
        .filter(child -> Set.of("body", "fullitem").contains(child.getName()))
        .map(
            child ->
                child.getChildren().isEmpty()
                    ? child.getValue()
                    : SafeXml.raw(child).bytes().toString())
        .flatMap(markup -> text(Markup.text(markup)).stream())
        .findFirst();
  }

  private static List<Author> authors(SyndEntry entry, Optional<DCModule> dc) {
    List<Author> persons =
        entry.getAuthors().stream()
            .map(SyndPerson::getName)
            .flatMap(name -> text(name).stream())
            .map(Author::named)
            .toList();
    if (!persons.isEmpty()) {
      return persons;
    }
    List<Author> creators =
        dc.stream()
            .flatMap(module -> module.getCreators().stream())
            .flatMap(name -> text(name).stream())
            .map(Author::named)
            .toList();
    return creators.isEmpty()
        ? text(entry.getAuthor()).map(Author::named).stream().toList()
        : creators;
  }

  /// Plain text where the feed says that it is plain, else text without its tags.
  private static Optional<String> content(@Nullable SyndContent content) {
    return content == null
        ? Optional.empty()
        : text(content.getValue())
            .map(
                value ->
                    Set.of("text", "text/plain")
                            .contains(Optional.ofNullable(content.getType()).orElse(""))
                        ? value
                        : Markup.text(value))
            .filter(text -> !text.isBlank());
  }

  private static Optional<String> text(@Nullable String text) {
    return Optional.ofNullable(text).map(String::strip).filter(t -> !t.isEmpty());
  }

  private static Optional<Instant> time(@Nullable Date date) {
    return Optional.ofNullable(date).map(Date::toInstant);
  }

  private static SourceName source(Element root) {
    Element channel =
        root.getChildren().stream()
            .filter(child -> child.getName().equals("channel"))
            .findFirst()
            .orElse(root);
    return channel.getChildren().stream()
        .filter(child -> Set.of("link", "id").contains(child.getName()))
        .flatMap(link -> Stream.of(link.getAttributeValue("href", ""), link.getValue().strip()))
        .flatMap(address -> WebAddress.host(address).flatMap(SourceName::ofHost).stream())
        .findFirst()
        .orElse(SourceName.UNKNOWN);
  }
}
