package org.paperwire.ingest.pubmed;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdom2.Content;
import org.jdom2.Element;
import org.jdom2.Text;
import org.paperwire.ingest.Entry;
import org.paperwire.ingest.Format;
import org.paperwire.ingest.Item;
import org.paperwire.ingest.Parsed;
import org.paperwire.ingest.Parser;
import org.paperwire.ingest.Reading;
import org.paperwire.ingest.captures.CaptureContext;
import org.paperwire.ingest.xml.SafeXml;
import org.paperwire.ingest.xml.Xml;

/// Full texts in JATS (jats.nlm.nih.gov), as PubMed Central has them: of the article its front is
/// read and kept, the body and the references are not.
public final class Jats {

  private static final Parser PARSER = new Parser("jats", 1);

  /// Elements that end a word.
  private static final Set<String> BLOCKS =
      Set.of("p", "title", "sec", "list", "list-item", "label", "break", "disp-formula");

  private Jats() {}

  /// Whether an element is an article, or a set of them.
  public static boolean recognises(Element root) {
    return root.getName().equals("pmc-articleset")
        || root.getName().equals("article") && Xml.child(root, "front").isPresent();
  }

  /// Reads articles.
  public static Reading read(Element root, CaptureContext context) {
    List<Element> articles =
        root.getName().equals("article") ? List.of(root) : Xml.children(root, "article");
    var items = new ArrayList<Item>();
    for (Element article : articles) {
      items.add(item(items.size() + 1, article, context));
    }
    return new Reading.Papers(
        Parsed.of(Format.JATS, context.source().orElse(PubMed.SOURCE), items));
  }

  private static Item item(int at, Element article, CaptureContext context) {
    Element front = Xml.child(article, "front").orElse(article);
    Element meta = Xml.child(front, "article-meta").orElse(front);
    Optional<Element> journal = Xml.child(front, "journal-meta");
    Entry entry =
        Entry.at(at, SafeXml.raw(new Element("article").addContent(front.clone())))
            .title(Xml.at(meta, "title-group", "article-title").map(Jats::words))
            .abstractText(
                Xml.children(meta, "abstract").stream()
                    .filter(text -> text.getAttribute("abstract-type") == null)
                    .findFirst()
                    .map(Jats::words))
            .venue(
                journal.flatMap(
                    j ->
                        Xml.at(j, "journal-title-group", "journal-title")
                            .or(() -> Xml.child(j, "journal-title"))
                            .map(Element::getValue)))
            .publishedAt(
                Xml.children(meta, "pub-date").stream()
                    .flatMap(date -> PubMed.date(date).stream())
                    .max((a, b) -> Integer.compare(a.iso().length(), b.iso().length())));
    Optional<String> id = Optional.empty();
    for (Element written : Xml.children(meta, "article-id")) {
      String value = written.getValue().strip();
      switch (written.getAttributeValue("pub-id-type", "")) {
        case "doi" -> entry.identifier("doi", Optional.of(value));
        case "pmid" -> entry.identifier("pmid", Optional.of(value));
        case "pmc", "pmcid" -> {
          id = Optional.of(value.startsWith("PMC") ? value : "PMC" + value);
          entry.identifier("pmcid", id);
        }
        default -> {}
      }
    }
    addAuthors(entry, meta);
    Xml.below(meta, "kwd").forEach(keyword -> entry.keyword(Optional.of(words(keyword))));
    Xml.below(meta, "subject").forEach(subject -> entry.category(Optional.of(words(subject))));
    return entry.known(context.source().orElse(PubMed.SOURCE), id, context.capturedAt(), PARSER);
  }

  private static void addAuthors(Entry entry, Element meta) {
    Map<String, String> affiliations = new HashMap<>();
    for (Element affiliation : Xml.below(meta, "aff")) {
      Element place = affiliation.clone();
      place.removeChild("label");
      affiliations.put(affiliation.getAttributeValue("id", ""), words(place).strip());
    }
    for (Element group : Xml.children(meta, "contrib-group")) {
      for (Element author : Xml.children(group, "contrib")) {
        if (author.getAttributeValue("contrib-type", "author").equals("author")) {
          entry.author(name(author), affiliation(author, affiliations));
        }
      }
    }
  }

  private static Optional<String> name(Element author) {
    return Xml.child(author, "name")
        .or(() -> Xml.at(author, "name-alternatives", "name"))
        .map(
            name ->
                Stream.of("given-names", "surname", "suffix")
                    .flatMap(part -> Xml.text(name, part).stream())
                    .map(String::strip)
                    .collect(Collectors.joining(" ")))
        .or(() -> Xml.child(author, "collab").map(Jats::words))
        .or(() -> Xml.text(author, "string-name"));
  }

  private static Optional<String> affiliation(Element author, Map<String, String> affiliations) {
    String places =
        Xml.children(author, "xref").stream()
            .filter(reference -> "aff".equals(reference.getAttributeValue("ref-type")))
            .flatMap(
                reference ->
                    Stream.of(reference.getAttributeValue("rid", "").split("\\s+"))
                        .flatMap(rid -> Optional.ofNullable(affiliations.get(rid)).stream()))
            .collect(Collectors.joining("; "));
    return Optional.of(places).filter(text -> !text.isEmpty());
  }

  /// The text of an element, with blanks where blocks end.
  static String words(Element element) {
    var words = new StringBuilder();
    collect(element, words);
    return words.toString();
  }

  private static void collect(Element element, StringBuilder words) {
    for (Content content : element.getContent()) {
      if (content instanceof Text text) {
        words.append(text.getText());
      } else if (content instanceof Element child) {
        boolean isBlock = BLOCKS.contains(child.getName());
        words.append(isBlock ? " " : "");
        collect(child, words);
        words.append(isBlock ? " " : "");
      }
    }
  }
}
