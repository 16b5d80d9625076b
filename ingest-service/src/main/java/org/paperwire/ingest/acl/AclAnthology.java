package org.paperwire.ingest.acl;

import java.util.ArrayList;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdom2.Element;
import org.paperwire.bibliography.PartialDate;
import org.paperwire.bibliography.SourceName;
import org.paperwire.ingest.Entry;
import org.paperwire.ingest.Format;
import org.paperwire.ingest.Item;
import org.paperwire.ingest.Parsed;
import org.paperwire.ingest.Parser;
import org.paperwire.ingest.Reading;
import org.paperwire.ingest.WrittenDate;
import org.paperwire.ingest.captures.CaptureContext;
import org.paperwire.ingest.xml.SafeXml;
import org.paperwire.ingest.xml.Xml;

/// A collection of the ACL Anthology (`data/xml/P19.xml` of its repository): volumes with what they
/// have in common in `meta`, and their papers. Front matter is no paper.
///
/// A paper's id is its `url` where that is an id; else it is made of those of collection, volume
/// and paper, as the Anthology makes it: `P19-1042`, `W19-2301` (workshops have volumes of two
/// digits), and since 2020 `2020.acl-main.519`. Titles keep TeX; what is only case (`<fixed-case>`)
/// goes.
public final class AclAnthology {

  /// Who speaks.
  public static final SourceName SOURCE = new SourceName("acl-anthology");

  private static final Parser PARSER = new Parser("acl-anthology", 1);
  private static final Pattern OLD_ID = Pattern.compile("[A-Z]\\d{2}-\\d{4,5}");
  private static final Pattern ID =
      Pattern.compile("[A-Z]\\d{2}-\\d{4,5}|\\d{4}\\.[a-z0-9_]+-[a-z0-9]+\\.\\d+");
  private static final Pattern OLD_COLLECTION = Pattern.compile("[A-Z]\\d{2}");

  private AclAnthology() {}

  /// Whether an element is a collection.
  public static boolean recognises(Element root) {
    return root.getName().equals("collection") && Xml.child(root, "volume").isPresent();
  }

  /// Reads a collection.
  public static Reading read(Element root, CaptureContext context) {
    var items = new ArrayList<Item>();
    SourceName source = context.source().orElse(SOURCE);
    for (Element volume : Xml.children(root, "volume")) {
      for (Element paper : Xml.children(volume, "paper")) {
        items.add(new Paper(root, volume, paper).item(items.size() + 1, source, context));
      }
    }
    return new Reading.Papers(Parsed.of(Format.ACL_ANTHOLOGY, source, items));
  }

  private record Paper(Element collection, Element volume, Element paper) {

    Item item(int at, SourceName source, CaptureContext context) {
      Optional<String> id = id();
      Entry entry =
          Entry.at(at, SafeXml.raw(alone()))
              .title(Xml.text(paper, "title"))
              .abstractText(Xml.text(paper, "abstract"))
              .identifier("acl", id)
              .identifier("doi", Xml.text(paper, "doi").map(String::strip))
              .venue(Xml.text(paper, "journal").or(() -> meta("booktitle")))
              .publishedAt(date())
              .withdrawn(
                  Xml.text(paper, "retracted")
                      .or(() -> Xml.text(paper, "removed"))
                      .or(() -> Xml.child(paper, "retracted").map(_ -> "retracted")));
      for (Element author : Xml.children(paper, "author")) {
        entry.author(
            Optional.of(
                Stream.of("first", "last")
                    .flatMap(part -> Xml.text(author, part).stream())
                    .map(String::strip)
                    .collect(Collectors.joining(" "))),
            Xml.text(author, "affiliation"));
      }
      for (Element part : paper.getChildren()) {
        entry.link(Xml.attribute(part, "href"));
        if (part.getName().equals("url")) {
          entry.link(Optional.of(part.getValue()));
        }
      }
      return entry.known(source, id, context.capturedAt(), PARSER);
    }

    private Optional<String> id() {
      return Xml.text(paper, "url")
          .map(String::strip)
          .filter(url -> ID.matcher(url).matches())
          .or(
              () ->
                  Xml.attribute(collection, "id")
                      .flatMap(
                          c ->
                              Xml.attribute(volume, "id")
                                  .flatMap(
                                      v -> Xml.attribute(paper, "id").map(p -> made(c, v, p)))))
          .filter(id -> ID.matcher(id).matches());
    }

    private static String made(String collection, String volume, String paper) {
      if (!OLD_COLLECTION.matcher(collection).matches()) {
        return "%s-%s.%s".formatted(collection, volume, paper);
      }
      int digits = collection.startsWith("W") || collection.equals("C69") ? 2 : 1;
      String id =
          "%s-%s%s".formatted(collection, padded(volume, digits), padded(paper, 4 - digits));
      return OLD_ID.matcher(id).matches() ? id : "";
    }

    private static String padded(String number, int digits) {
      return "0".repeat(Math.max(0, digits - number.length())) + number;
    }

    private Optional<String> meta(String name) {
      return Xml.at(volume, "meta", name).map(Element::getValue).filter(text -> !text.isBlank());
    }

    /// The year of the paper or of its volume, with the month where it is one (`July`,
    /// `July-August` is of July).
    private Optional<PartialDate> date() {
      return WrittenDate.of(
          Xml.text(paper, "year").or(() -> meta("year")),
          Xml.text(paper, "month").or(() -> meta("month")),
          Optional.empty());
    }

    /// The paper in a collection of its own, so that it can be read by itself.
    private Element alone() {
      Element alone = new Element("volume");
      Xml.attribute(volume, "id").ifPresent(id -> alone.setAttribute("id", id));
      Xml.child(volume, "meta").ifPresent(meta -> alone.addContent(meta.clone()));
      alone.addContent(paper.clone());
      Element around = new Element("collection").addContent(alone);
      Xml.attribute(collection, "id").ifPresent(id -> around.setAttribute("id", id));
      return around;
    }
  }
}
