package org.paperwire.ingest.captures;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paperwire.bibliography.PartialDate;
import org.paperwire.ingest.Bytes;
import org.paperwire.ingest.Statement;

/// Which year a date without one is of.
class PageDatesTest {

  @ParameterizedTest(name = "capture {0}, address {1}, header {2}, card {3}: {4}, listed {5}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          # capture  | address             | header            | card        | published  | listed
          2025-10-30 | -                   | Oct 30            | Jul 8       | 2025-07-08 | 2025-10-30
          2025-10-30 | -                   | Oct 30            | Oct 30      | 2025-10-30 | 2025-10-30
          2025-10-30 | -                   | Oct 30            | Oct 31      | -          | 2025-10-30
          2025-10-30 | -                   | Oct 30            | Sep 4, 2024 | 2024-09-04 | 2025-10-30
          2025-10-30 | -                   | -                 | Sept 4 2024 | 2024-09-04 | -
          2025-10-30 | -                   | Oct 31            | Jul 8       | 2025-07-08 | 2024-10-31
          2026-01-02 | -                   | Dec 31            | Jan 1       | 2026-01-01 | 2025-12-31
          2025-10-30 | -                   | Oct 29, 2024      | Jul 8       | 2025-07-08 | 2024-10-29
          -          | -                   | Oct 30            | Jul 8       | -          | -
          -          | -                   | Oct 30, 2025      | Jul 8       | 2025-07-08 | 2025-10-30
          -          | -                   | Oct 30, 2025      | Dec 8       | -          | 2025-10-30
          -          | -                   | October 2025      | Oct 8       | 2025-10-08 | -
          -          | -                   | Week 44, 2025     | Nov 2       | 2025-11-02 | -
          -          | -                   | Week 44, 2025     | Nov 3       | -          | -
          -          | -                   | Week 44           | Nov 2       | -          | -
          -          | -                   | Oct 27 - Nov 2, 2025 | Jul 8    | 2025-07-08 | -
          -          | /papers/date/2025-10-30 | -             | Jul 8       | 2025-07-08 | 2025-10-30
          -          | /papers?date=2025-10-30 | Oct 30        | Jul 8       | 2025-07-08 | 2025-10-30
          -          | /papers/date/2025-10-32 | -             | Jul 8       | -          | -
          -          | /papers/week/2025-W44 | -               | Jul 8       | 2025-07-08 | -
          -          | /papers/month/2025-10 | -               | Jul 8       | 2025-07-08 | -
          2024-02-29 | -                   | Feb 29            | Feb 29      | 2024-02-29 | 2024-02-29
          2025-10-30 | -                   | -                 | Feb 29      | -          | -
          """)
  void aYearIsTakenOnlyFromWhatProvesIt(
      String capture, String address, String header, String card, String published, String listed) {
    var context =
        new CaptureContext(
            Optional.ofNullable(capture).map(day -> Instant.parse(day + "T23:30:00Z")),
            Optional.ofNullable(address).map(path -> "https://huggingface.co" + path),
            Optional.empty());
    String page =
        """
        Get trending papers in your email inbox!

        Subscribe

        %s

        Folding Maps

        We fold maps.

          • 2 authors
        ·
        %s
        """
            .formatted(Optional.ofNullable(header).orElse(""), card);

    Statement said =
        DailyPapersPage.parse(Bytes.of(page), page, context).sightings().getFirst().statement();

    assertThat(said.publishedAt().map(PartialDate::iso)).isEqualTo(Optional.ofNullable(published));
    assertThat(said.publishedText())
        .isEqualTo(published == null ? Optional.of(card) : Optional.empty());
    assertThat(said.listedAt().map(PartialDate::iso)).isEqualTo(Optional.ofNullable(listed));
  }

  @Test
  void aPageIsOneListWhateverItIsCalledAndWheneverItIsSent() {
    String page = "Get trending papers in your email inbox!\n\nFolding Maps\n\nWe fold maps.\n";
    var later = CaptureContext.of(LocalDate.of(2025, 10, 31));

    assertThat(
            DailyPapersPage.parse(Bytes.of(page), page, later).sightings().getFirst().sightingId())
        .isEqualTo(
            DailyPapersPage.parse(Bytes.of(page), page, CaptureContext.UNKNOWN)
                .sightings()
                .getFirst()
                .sightingId());
  }
}
