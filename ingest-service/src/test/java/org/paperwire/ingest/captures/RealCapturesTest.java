package org.paperwire.ingest.captures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paperwire.bibliography.PartialDate;
import org.paperwire.ingest.Bytes;
import org.paperwire.ingest.Organisation;
import org.paperwire.ingest.Parsed;
import org.paperwire.ingest.Seen;
import org.paperwire.ingest.Sighting;
import org.paperwire.ingest.SignalSeen;
import org.paperwire.ingest.Statement;

/// The five saved pages, read where they lie.
class RealCapturesTest {

  private static final Path FOLDER = Path.of("../../shared/data/captures");
  private static final LocalDate CAPTURED = LocalDate.of(2025, 10, 30);

  private final List<String> texts = new ArrayList<>();
  private final List<Parsed> pages = new ArrayList<>();

  @BeforeEach
  void readThePages() throws IOException {
    assumeTrue(Files.isDirectory(FOLDER), "the saved pages are not here");
    try (var files = Files.list(FOLDER)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".txt")).sorted().toList()) {
        texts.add(Files.readString(file));
        pages.add(parse(texts.getLast()));
      }
    }
  }

  @Test
  void everyCardIsASighting() {
    assertThat(pages.stream().map(page -> page.sightings().size()))
        .containsExactly(56, 252, 72, 70, 86);
    assertThat(pages.stream().flatMap(page -> page.rejects().stream())).isEmpty();
  }

  @Test
  void theyAreFourHundredAndSeventyNineRecords() {
    assertThat(sightings().stream().map(Sighting::recordKey).distinct()).hasSize(479);
    assertThat(sightings().stream().map(Sighting::sightingId).distinct()).hasSize(536);
  }

  @Test
  void aPaperOnEveryPageIsSightedFiveTimesUnderOneKey() {
    List<Sighting> gradientNoise =
        titled("Adding Gradient Noise Improves Learning for Very Deep Networks");

    assertThat(gradientNoise).hasSize(5);
    assertThat(gradientNoise.stream().map(Sighting::recordKey).distinct()).hasSize(1);
  }

  @Test
  void oneTitleWithTwoAbstractsIsTwoRecords() {
    assertThat(
            titled("Fully Convolutional Networks for Semantic Segmentation").stream()
                .map(Sighting::recordKey)
                .distinct())
        .hasSize(2);
  }

  @Test
  void theCardWithoutBylineHasNoDate() {
    assertThat(titled("Rethinking the shape convention of an MLP"))
        .isNotEmpty()
        .allSatisfy(
            sighting -> {
              assertThat(sighting.statement().publishedAt()).isEmpty();
              assertThat(sighting.statement().publishedText()).isEmpty();
              assertThat(sighting.statement().abstractText()).isPresent();
            });
  }

  @Test
  void aDateWithoutYearIsOfTheYearOfTheCapture() {
    Seen skipALayer =
        pages.stream()
            .flatMap(page -> page.seen().stream())
            .filter(seen -> seen.sighting().statement().title().startsWith("Skip a Layer or Loop"))
            .filter(seen -> !seen.signals().isEmpty())
            .findFirst()
            .orElseThrow();

    assertThat(skipALayer.sighting().statement().publishedAt())
        .contains(new PartialDate("2025-07-10"));
    assertThat(skipALayer.signals()).containsExactly(new SignalSeen("comment", 14));
    assertThat(skipALayer.sighting().statement().listedAt()).isEqualTo(PartialDate.of(CAPTURED));
  }

  @Test
  void anOrganisationMayStandInPlaceOfTheAuthors() {
    assertThat(
            sightings().stream()
                .map(sighting -> sighting.statement().organisation())
                .flatMap(Optional::stream))
        .containsExactly(new Organisation("OpenBMB", Optional.of("openbmb")));
  }

  @Test
  void noTitleHasAnythingOfTheHeader() {
    assertThat(sightings().stream().map(s -> s.statement().title()))
        .contains(
            "A Survey and Taxonomy of Adversarial Neural Networks for Text-to-Image Synthesis")
        .noneMatch(title -> title.startsWith("Subscribe") || title.contains("inbox"))
        .allMatch(title -> title.length() <= 180);
    assertThat(sightings().stream().map(s -> s.statement().abstractText().orElse("")))
        .allMatch(text -> text.length() >= 400);
  }

  /// Copies lose their blank lines on the way, and people save the part that they need.
  @Test
  void everyPageSaysTheSameWithoutItsBlankLines() {
    for (int i = 0; i < pages.size(); i++) {
      assertThat(told(parse(texts.get(i).replaceAll("\\n+", "\n")))).isEqualTo(told(pages.get(i)));
    }
  }

  @Test
  void everyCardSaysTheSameByItself() {
    for (Parsed page : pages) {
      for (Sighting sighting : page.sightings()) {
        String card = sighting.raw().orElseThrow().bytes().toString();
        Statement alone =
            parse("Get trending papers in your email inbox!\n\n" + card)
                .sightings()
                .getFirst()
                .statement();
        assertThat(alone.title()).isEqualTo(sighting.statement().title());
        assertThat(alone.abstractText()).isEqualTo(sighting.statement().abstractText());
        assertThat(alone.publishedAt()).isEqualTo(sighting.statement().publishedAt());
        assertThat(alone.authorCount()).isEqualTo(sighting.statement().authorCount());
      }
    }
  }

  /// A page of which every third abstract is missing.
  @Test
  void titlesStayTitlesWhereAbstractsAreMissing() {
    for (Parsed page : pages) {
      List<Sighting> cards = page.sightings();
      var text = new StringBuilder();
      for (int i = 0; i < cards.size(); i++) {
        Statement said = cards.get(i).statement();
        text.append(said.title()).append("\n\n");
        if (i % 3 != 1) {
          text.append(said.abstractText().orElse("")).append("\n\n");
        }
      }

      assertThat(
              parse("Get trending papers in your email inbox!\n\n" + text).sightings().stream()
                  .map(sighting -> sighting.statement().title()))
          .isEqualTo(cards.stream().map(sighting -> sighting.statement().title()).toList());
    }
  }

  private static Parsed parse(String text) {
    return DailyPapersPage.parse(Bytes.of(text), text, CaptureContext.of(CAPTURED));
  }

  private static List<Statement> told(Parsed page) {
    return page.sightings().stream().map(Sighting::statement).toList();
  }

  private List<Sighting> sightings() {
    return pages.stream().flatMap(page -> page.sightings().stream()).toList();
  }

  private List<Sighting> titled(String title) {
    return sightings().stream().filter(s -> s.statement().title().equals(title)).toList();
  }
}
