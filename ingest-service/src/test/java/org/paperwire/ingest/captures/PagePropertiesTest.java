package org.paperwire.ingest.captures;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.paperwire.ingest.Bytes;
import org.paperwire.ingest.Item;
import org.paperwire.ingest.Parsed;
import org.paperwire.ingest.Seen;

/// What holds for every page, and for what only looks like one.
class PagePropertiesTest {

  /// A card as it was meant.
  private record Card(
      String title, String text, OptionalInt authors, Optional<String> date, int comments) {

    String rendered(String gap) {
      var byline = new StringBuilder();
      authors.ifPresent(count -> byline.append(gap + "  • " + count + " authors\n"));
      date.ifPresent(
          day -> byline.append("·\n" + day + (comments > 0 ? " " + comments : "") + "\n"));
      return title + "\n" + gap + text + "\n" + byline + gap;
    }
  }

  @Property(tries = 300)
  void thePageThatWasRenderedIsThePageThatIsRead(
      @ForAll("cards") List<Card> cards, @ForAll boolean blankLines) {
    String gap = blankLines ? "\n" : "";
    String page =
        "Get trending papers in your email inbox!\n"
            + gap
            + "Subscribe"
            + gap
            + gap
            + cards.stream().map(card -> card.rendered(gap)).collect(Collectors.joining());

    Parsed parsed = parse(page);

    assertThat(parsed.rejects()).isEmpty();
    assertThat(parsed.seen().stream().map(PagePropertiesTest::read)).isEqualTo(cards);
  }

  @Property(tries = 300)
  void readingAgainSaysTheSame(@ForAll("cards") List<Card> cards) {
    String page = cards.stream().map(card -> card.rendered("\n")).collect(Collectors.joining());

    assertThat(parse(page)).isEqualTo(parse(page));
    assertThat(parse(page).sightings().stream().map(s -> s.sightingId())).doesNotHaveDuplicates();
  }

  /// Lines of pages in any order: cards, halves of bylines, header in the middle.
  @Property(tries = 300)
  void anyMixtureOfLinesIsReadToItsEnd(@ForAll("lines") List<String> lines) {
    Parsed parsed = parse(String.join("\n", lines));

    assertThat(parsed.items().stream().map(Item::at))
        .isEqualTo(IntStream.rangeClosed(1, parsed.items().size()).boxed().toList());
  }

  @Property(tries = 300)
  void noTextMakesItThrow(@ForAll String text) {
    assertThat(parse(text).items()).allMatch(item -> item.at() >= 1);
  }

  private static Parsed parse(String page) {
    return DailyPapersPage.parse(
        Bytes.of(page), page, CaptureContext.of(LocalDate.of(2025, 10, 30)));
  }

  private static Card read(Seen seen) {
    var said = seen.sighting().statement();
    return new Card(
        said.title(),
        said.abstractText().orElse(""),
        said.authorCount(),
        said.publishedAt()
            .map(date -> "Sep " + Integer.parseInt(date.iso().substring(8)) + ", 2024"),
        seen.signals().stream().mapToInt(signal -> (int) signal.count()).sum());
  }

  @Provide
  Arbitrary<List<Card>> cards() {
    Arbitrary<String> word =
        Arbitraries.of(
            "lantern", "marsh", "$O(n \\log n)$", "γ-fold", "sorting", "P&ID", "89.0\\%", "ü");
    Arbitrary<String> title =
        word.list().ofMinSize(1).ofMaxSize(12).map(words -> "On " + String.join(" ", words));
    Arbitrary<String> text =
        word.list()
            .ofMinSize(60)
            .ofMaxSize(200)
            .map(words -> "We study " + String.join(" ", words) + ".");
    Arbitrary<Integer> comments = Arbitraries.integers().between(0, 300);
    Arbitrary<Card> card =
        Combinators.combine(
                title,
                text,
                Arbitraries.integers().between(1, 700),
                Arbitraries.integers().between(1, 30),
                comments,
                Arbitraries.of(true, true, true, false))
            .as(
                (t, a, authors, day, count, byline) ->
                    byline
                        ? new Card(
                            t,
                            a,
                            OptionalInt.of(authors),
                            Optional.of("Sep " + day + ", 2024"),
                            count)
                        : new Card(t, a, OptionalInt.empty(), Optional.empty(), 0));
    return card.list().ofMinSize(1).ofMaxSize(12);
  }

  @Provide
  Arbitrary<List<String>> lines() {
    return Arbitraries.of(
            "",
            "new",
            "Subscribe",
            "SubscribeOn Lanterns",
            "Get trending papers in your email inbox!",
            "byAK and the research community",
            "Oct 30",
            "Oct 30, 2025 7",
            "·",
            "•",
            "  • 4 authors",
            "• 99999999999 authors",
            "marshlab Marsh Laboratory",
            "marshlab Marsh Laboratory · Jul 8 2",
            "14",
            "Jul 8 99999999999999999999",
            "Feb 31",
            "On Lanterns",
            "We study lanterns. ".repeat(20),
            "x".repeat(600))
        .list()
        .ofMaxSize(40);
  }
}
