package org.paperwire.ingest.captures;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.paperwire.ingest.Bytes;
import org.paperwire.ingest.Item;
import org.paperwire.ingest.Organisation;
import org.paperwire.ingest.Parsed;
import org.paperwire.ingest.Reject;
import org.paperwire.ingest.Seen;
import org.paperwire.ingest.Statement;

/// Every shape of page and card, with what is read from it. A shape that ever broke the parser gets
/// a row here. All papers are invented.
class CardShapesTest {

  /// About as long as abstracts are.
  private static final String LONG =
      "We study how lanterns are sorted by drifting beetles. "
          + "Prior work assumes that beetles carry one lantern at a time, which does not hold at dusk. "
          + "We propose a sorting rule that needs no memory, prove that it ends after $O(n \\log n)$ steps, "
          + "and measure it on 89.0\\% of all known marshes, where it beats every baseline by a wide margin.";

  private record Shape(String name, String page, List<String> expected) {}

  private static final List<Shape> SHAPES =
      List.of(
          new Shape(
              "a page with a header, blank lines and bylines",
              """
              new

              Get trending papers in your email inbox!

              Subscribe

              Daily Papers

              byAK and the research community

              Oct 30

              Sorting Lanterns

              %1$s

                • 8 authors
              ·
              Sep 4, 2024 2

              Folding Maps

              %1$s

                • 1 authors
              ·
              Jul 8
              """,
              List.of(
                  "Sorting Lanterns | abstract | 8 authors | 2024-09-04 | listed 2025-10-30 | comment=2",
                  "Folding Maps | abstract | 1 authors | 2025-07-08 | listed 2025-10-30")),
          new Shape(
              "no blank lines, no date, the first title glued to Subscribe",
              """
              Get trending papers in your email inbox once a day!
              Get trending papers in your email inbox!
              SubscribeSorting Lanterns
              %1$s
              Folding Maps
              %1$s
              """,
              List.of("Sorting Lanterns | abstract", "Folding Maps | abstract")),
          new Shape(
              "a title in lower case glued to Subscribe",
              """
              Get trending papers in your email inbox!
              Subscribelanternsort: A Modular Sorter
              %1$s
              """,
              List.of("lanternsort: A Modular Sorter | abstract")),
          new Shape(
              "a title that begins with a word like Subscribe",
              """
              Get trending papers in your email inbox!

              Subscribers Who Never Read

              %1$s
              """,
              List.of("Subscribers Who Never Read | abstract")),
          new Shape(
              "a title that is glued to the header's date",
              """
              Get trending papers in your email inbox!SubscribebyAK and the research communityMar 11Folding Maps
              %1$s
              """,
              List.of("Folding Maps | abstract | listed 2025-03-11")),
          new Shape(
              "a menu above the header",
              """
              Hugging Face
              Models
              Log In

              new

              Get trending papers in your email inbox!

              Subscribe

              Folding Maps

              %1$s
              """,
              List.of("Folding Maps | abstract")),
          new Shape(
              "cards without a header",
              """
              Folding Maps

              %1$s

                • 3 authors
              ·
              Feb 28, 2023
              """,
              List.of("Folding Maps | abstract | 3 authors | 2023-02-28")),
          new Shape(
              "an organisation in place of authors, with its handle",
              """
              Folding Maps

              %1$s

              marshlab Marsh Laboratory
              ·
              Sep 4, 2024 2
              """,
              List.of(
                  "Folding Maps | abstract | by Marsh Laboratory (marshlab) | 2024-09-04 | comment=2")),
          new Shape(
              "an organisation whose first word is no handle",
              """
              Folding Maps

              %1$s

              Université des Marais
              ·
              Sep 4, 2024
              """,
              List.of("Folding Maps | abstract | by Université des Marais | 2024-09-04")),
          new Shape(
              "an organisation on a page without blank lines",
              """
              Folding Maps
              %1$s
              marshlab Marsh Laboratory
              ·
              Sep 4, 2024
              Sorting Lanterns
              %1$s
                • 2 authors
              ·
              Oct 2
              """,
              List.of(
                  "Folding Maps | abstract | by Marsh Laboratory (marshlab) | 2024-09-04",
                  "Sorting Lanterns | abstract | 2 authors | 2025-10-02")),
          new Shape(
              "a card without a byline between cards with one",
              """
              Sorting Lanterns

              %1$s

              Folding Maps

              %1$s

                • 4 authors
              ·
              Apr 29, 2022
              """,
              List.of(
                  "Sorting Lanterns | abstract",
                  "Folding Maps | abstract | 4 authors | 2022-04-29")),
          new Shape(
              "cards without an abstract",
              """
              Sorting Lanterns

                • 2 authors
              ·
              Apr 29, 2022

              Folding Maps

              Painting Fog

              %1$s
              """,
              List.of(
                  "Sorting Lanterns | 2 authors | 2022-04-29",
                  "Folding Maps",
                  "Painting Fog | abstract")),
          new Shape(
              "an abstract of two paragraphs",
              """
              Sorting Lanterns

              %1$s

              %1$s

              Folding Maps

              %1$s
              """,
              List.of("Sorting Lanterns | abstract", "Folding Maps | abstract")),
          new Shape(
              "a title and an abstract that are wrapped",
              """
              Sorting Lanterns With Beetles That
              Never Sleep

              We study how lanterns are sorted
              by beetles. There is much of it
              and it is wrapped at a width of
              some thirty characters. Each of
              the lines is full.

                • 2 authors
              ·
              Apr 29, 2022
              """,
              List.of(
                  "Sorting Lanterns With Beetles That Never Sleep | abstract | 2 authors | 2022-04-29")),
          new Shape(
              "title and abstract without a blank line between",
              """
              Sorting Lanterns
              %1$s

              Folding Maps
              %1$s
              """,
              List.of("Sorting Lanterns | abstract", "Folding Maps | abstract")),
          new Shape(
              "short abstracts",
              """
              Get trending papers in your email inbox!

              Sorting Lanterns

              We sort lanterns.

              Folding Maps

              An abstract about maps
              """,
              List.of("Sorting Lanterns | abstract", "Folding Maps | abstract")),
          new Shape(
              "a byline on one line",
              """
              Sorting Lanterns

              %1$s

              • 1,204 authors · Jul 8 14

              Folding Maps

              %1$s

              marshlab Marsh Laboratory · Sep 4, 2024 2
              """,
              List.of(
                  "Sorting Lanterns | abstract | 1204 authors | 2025-07-08 | comment=14",
                  "Folding Maps | abstract | by Marsh Laboratory (marshlab) | 2024-09-04 | comment=2")),
          new Shape(
              "comments on a line of their own",
              """
              Sorting Lanterns

              %1$s

                • 8 authors
              ·
              Jul 8
              14
              """,
              List.of("Sorting Lanterns | abstract | 8 authors | 2025-07-08 | comment=14")),
          new Shape(
              "a date later than the capture stays without a year",
              """
              Sorting Lanterns

              %1$s

                • 8 authors
              ·
              Dec 24
              """,
              List.of("Sorting Lanterns | abstract | 8 authors | \"Dec 24\"")),
          new Shape(
              "a day that is in no year",
              """
              Sorting Lanterns

              %1$s

                • 8 authors
              ·
              Feb 29, 2023
              """,
              List.of("Sorting Lanterns | abstract | 8 authors | \"Feb 29, 2023\"")),
          new Shape(
              "a header late in the year before",
              """
              Get trending papers in your email inbox!

              Dec 24

              Sorting Lanterns

              %1$s
              """,
              List.of("Sorting Lanterns | abstract | listed 2024-12-24")),
          new Shape(
              "a week's page",
              """
              Get trending papers in your email inbox!

              Subscribe

              Week 44, 2025

              Sorting Lanterns

              %1$s
              """,
              List.of("Sorting Lanterns | abstract")),
          new Shape(
              "a month's page",
              """
              Get trending papers in your email inbox!

              Subscribe

              October 2025

              Sorting Lanterns

              %1$s
              """,
              List.of("Sorting Lanterns | abstract")),
          new Shape(
              "a footer below the cards",
              """
              Get trending papers in your email inbox!

              Sorting Lanterns

              %1$s

                • 8 authors
              ·
              Jul 8

              Previous

              Next

              © Hugging Face
              """,
              List.of("Sorting Lanterns | abstract | 8 authors | 2025-07-08")),
          new Shape(
              "a page without a card",
              """
              Get trending papers in your email inbox!

              Subscribe

              Oct 30
              """,
              List.of()),
          new Shape(
              "a byline without a card",
              """
              Get trending papers in your email inbox!

                • 8 authors
              ·
              Jul 8

              Folding Maps

              %1$s
              """,
              List.of("rejected 1: title-missing", "Folding Maps | abstract")),
          new Shape(
              "an abstract without its title",
              """
              Get trending papers in your email inbox!

              %1$s%1$s

                • 8 authors
              ·
              Jul 8
              """,
              List.of("rejected 1: title-missing")));

  @TestFactory
  Stream<DynamicTest> eachShapeIsReadAsExpected() {
    return SHAPES.stream()
        .map(
            shape ->
                DynamicTest.dynamicTest(
                    shape.name(),
                    () -> assertThat(told(parse(shape.page()))).isEqualTo(shape.expected())));
  }

  /// Line ends, a byte order mark, other blanks: what tools do to a text on its way.
  @TestFactory
  Stream<DynamicTest> noShapeDependsOnHowTheTextWasSaved() {
    return SHAPES.stream()
        .map(
            shape ->
                DynamicTest.dynamicTest(
                    shape.name(),
                    () -> {
                      String saved =
                          '\uFEFF' + shape.page().replace("\n", "\r\n").replace("  •", "\u00A0 •");
                      assertThat(told(parse(saved))).isEqualTo(shape.expected());
                    }));
  }

  private static Parsed parse(String template) {
    String page = template.replace("%1$s", LONG);
    return DailyPapersPage.parse(
        Bytes.of(page), page, CaptureContext.of(LocalDate.of(2025, 10, 30)));
  }

  private static List<String> told(Parsed parsed) {
    return parsed.items().stream().map(CardShapesTest::told).toList();
  }

  private static String told(Item item) {
    return switch (item) {
      case Reject reject -> "rejected %d: %s".formatted(reject.at(), reject.reason().slug());
      case Seen seen -> told(seen);
    };
  }

  private static String told(Seen seen) {
    Statement said = seen.sighting().statement();
    var words = new ArrayList<String>();
    words.add(said.title());
    said.abstractText().ifPresent(_ -> words.add("abstract"));
    said.authorCount().ifPresent(count -> words.add(count + " authors"));
    said.organisation().map(CardShapesTest::told).ifPresent(words::add);
    said.publishedAt().ifPresent(date -> words.add(date.iso()));
    said.publishedText().ifPresent(text -> words.add('"' + text + '"'));
    said.listedAt().ifPresent(date -> words.add("listed " + date.iso()));
    seen.signals().forEach(signal -> words.add(signal.kind() + "=" + signal.count()));
    return String.join(" | ", words);
  }

  private static String told(Organisation organisation) {
    return "by "
        + organisation.name()
        + organisation.handle().map(handle -> " (" + handle + ")").orElse("");
  }
}
