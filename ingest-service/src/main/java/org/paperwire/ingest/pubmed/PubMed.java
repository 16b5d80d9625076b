package org.paperwire.ingest.pubmed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
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

/// PubMed's records (`PubmedArticleSet`, as `efetch` and the yearly files have them). The parts of
/// a structured abstract keep their labels; subjects are the headings of MeSH.
public final class PubMed {

  /// Who speaks.
  public static final SourceName SOURCE = new SourceName("pubmed");

  private static final Parser PARSER = new Parser("pubmed", 1);

  private PubMed() {}

  /// Whether an element is a set of records, or one.
  public static boolean recognises(Element root) {
    return root.getName().equals("PubmedArticleSet") || root.getName().equals("PubmedArticle");
  }

  /// Reads records.
  public static Reading read(Element root, CaptureContext context) {
    List<Element> records =
        root.getName().equals("PubmedArticle")
            ? List.of(root)
            : Xml.children(root, "PubmedArticle");
    var items = new ArrayList<Item>();
    for (Element record : records) {
      items.add(item(items.size() + 1, record, context));
    }
    return new Reading.Papers(Parsed.of(Format.PUBMED, context.source().orElse(SOURCE), items));
  }

  private static Item item(int at, Element record, CaptureContext context) {
    Optional<Element> citation = Xml.child(record, "MedlineCitation");
    Optional<Element> article = citation.flatMap(c -> Xml.child(c, "Article"));
    Optional<String> pmid = citation.flatMap(c -> Xml.text(c, "PMID")).map(String::strip);
    Optional<Element> journal = article.flatMap(a -> Xml.child(a, "Journal"));
    Optional<Element> issued = journal.flatMap(j -> Xml.at(j, "JournalIssue", "PubDate"));
    Entry entry =
        Entry.at(at, SafeXml.raw(record))
            .title(
                article.flatMap(
                    a -> Xml.text(a, "ArticleTitle").or(() -> Xml.text(a, "VernacularTitle"))))
            .abstractText(article.flatMap(PubMed::abstractOf))
            .identifier("pmid", pmid)
            .venue(journal.flatMap(j -> Xml.text(j, "Title")))
            .publishedAt(
                article
                    .flatMap(a -> Xml.child(a, "ArticleDate"))
                    .flatMap(PubMed::date)
                    .or(() -> issued.flatMap(PubMed::date)))
            .year(issued.map(PubMed::year).orElseGet(OptionalLong::empty));
    article
        .flatMap(a -> Xml.child(a, "AuthorList"))
        .ifPresent(list -> Xml.children(list, "Author").forEach(author -> add(entry, author)));
    Xml.at(record, "PubmedData", "ArticleIdList")
        .ifPresent(
            ids -> Xml.children(ids, "ArticleId").forEach(id -> identify(entry, id, "IdType")));
    article.ifPresent(
        a -> {
          Xml.children(a, "ELocationID").forEach(id -> identify(entry, id, "EIdType"));
          Xml.below(a, "PublicationType").stream()
              .map(Element::getValue)
              .filter("Retracted Publication"::equals)
              .findFirst()
              .ifPresent(type -> entry.withdrawn(Optional.of(type)));
        });
    citation.ifPresent(
        c -> {
          Xml.below(c, "Keyword").forEach(k -> entry.keyword(Optional.of(k.getValue())));
          Xml.below(c, "DescriptorName").forEach(d -> entry.category(Optional.of(d.getValue())));
        });
    return entry.known(context.source().orElse(SOURCE), pmid, context.capturedAt(), PARSER);
  }

  private static Optional<String> abstractOf(Element article) {
    return Xml.child(article, "Abstract")
        .map(
            text ->
                Xml.children(text, "AbstractText").stream()
                    .map(
                        part ->
                            Xml.attribute(part, "Label").map(label -> label + ": ").orElse("")
                                + part.getValue().strip())
                    .collect(Collectors.joining(" ")));
  }

  private static void add(Entry entry, Element author) {
    String name =
        Stream.of("ForeName", "LastName", "Suffix", "CollectiveName")
            .flatMap(part -> Xml.text(author, part).stream())
            .map(String::strip)
            .collect(Collectors.joining(" "));
    String affiliation =
        Xml.children(author, "AffiliationInfo").stream()
            .flatMap(info -> Xml.text(info, "Affiliation").stream())
            .map(String::strip)
            .collect(Collectors.joining("; "));
    entry.author(Optional.of(name), Optional.of(affiliation));
  }

  private static void identify(Entry entry, Element id, String attribute) {
    Optional<String> value = Optional.of(id.getValue().strip());
    switch (id.getAttributeValue(attribute, "")) {
      case "doi" -> entry.identifier("doi", value);
      case "pmc" -> entry.identifier("pmcid", value);
      default -> {}
    }
  }

  /// `Year`, `Month` (`05` or `May`), `Day`, as far as they are there.
  static Optional<PartialDate> date(Element date) {
    return WrittenDate.of(
        part(date, "Year", "year"), part(date, "Month", "month"), part(date, "Day", "day"));
  }

  private static Optional<String> part(Element date, String... names) {
    return Stream.of(names)
        .flatMap(name -> Xml.text(date, name).stream())
        .map(String::strip)
        .findFirst();
  }

  /// Of a date in words (`2018 Jul-Aug`), the year.
  private static OptionalLong year(Element issued) {
    return Xml.text(issued, "MedlineDate")
        .map(text -> text.strip().split("\\D", 2)[0])
        .filter(digits -> digits.length() == 4)
        .map(digits -> OptionalLong.of(Long.parseLong(digits)))
        .orElseGet(OptionalLong::empty);
  }
}
