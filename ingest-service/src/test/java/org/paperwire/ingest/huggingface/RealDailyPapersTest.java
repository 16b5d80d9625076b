package org.paperwire.ingest.huggingface;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paperwire.ingest.Format;
import org.paperwire.ingest.Item;
import org.paperwire.ingest.Parsed;
import org.paperwire.ingest.RealData;
import org.paperwire.ingest.Reason;
import org.paperwire.ingest.Reject;
import org.paperwire.ingest.Seen;
import org.paperwire.ingest.SignalSeen;

/// Two years of the API's answers, read where they lie.
class RealDailyPapersTest {

  @Test
  void noPaperOfTwoYearsIsLost() throws IOException {
    int expected = 0;
    int withKeywords = 0;
    var items = new ArrayList<Item>();
    for (Path file : RealData.files("hf_daily", "api_daily_papers_*.jsonl.gz")) {
      expected += RealData.count("\\{\"paper\":\\{", RealData.text(file));
      withKeywords += RealData.count("\"ai_keywords\":\\[\"(?!\")", RealData.text(file));
      items.addAll(RealData.lines(file));
    }
    List<Seen> seen = items.stream().map(item -> (Seen) item).toList();

    assertThat(expected).isEqualTo(5_020);
    assertThat(seen).hasSize(expected);
    assertThat(seen.stream().map(each -> each.sighting().recordKey()).distinct())
        .hasSize(expected)
        .allMatch(key -> key.namespace().equals("arxiv"));
    assertThat(seen)
        .allSatisfy(
            each -> {
              assertThat(each.sighting().raw()).isPresent();
              assertThat(each.sighting().statement().abstractText()).isPresent();
              assertThat(each.sighting().statement().authors()).isNotEmpty();
              assertThat(each.sighting().statement().publishedAt()).isPresent();
              // Every day of these answers is known: the list is a day's.
              assertThat(each.sighting().statement().listedAt().map(Object::toString))
                  .contains(each.sighting().observedAt().orElseThrow().toString().substring(0, 10));
            });
    assertThat(count(seen, SignalSeen.UPVOTE)).isEqualTo(expected);
    assertThat(count(seen, SignalSeen.COMMENT)).isEqualTo(expected);
    assertThat(
            seen.stream().filter(each -> !each.sighting().statement().keywords().isEmpty()).count())
        .isEqualTo(withKeywords);
    assertThat(seen.stream().filter(each -> each.sighting().statement().organisation().isPresent()))
        .hasSize(1_531);
  }

  private static long count(List<Seen> seen, String kind) {
    return seen.stream()
        .filter(each -> each.signals().stream().anyMatch(signal -> signal.kind().equals(kind)))
        .count();
  }

  @ParameterizedTest
  @CsvSource({
    "2024-06-12_fetched_2024-06-12T1706Z.json, 14",
    "2024-06-12_fetched_2024-06-13T0350Z.json, 16",
    "2024-12-11_ok_fetched_2024-12-11T1708Z.json, 25",
    "2025-01-22_fetched_2025-01-22T0416Z.json, 1",
    "2025-01-22_fetched_2025-01-22T0615Z.json, 13",
    "2026-08-18.json, 29"
  })
  void anAnswerAsItCameIsReadWhole(String name, int papers) throws IOException {
    Path file = RealData.files("hf_daily/raw_samples", name).getFirst();

    Parsed parsed = RealData.parsed(file);

    assertThat(parsed.format()).isEqualTo(Format.DAILY_PAPERS_API);
    assertThat(parsed.rejects()).isEmpty();
    assertThat(parsed.sightings())
        .hasSize(papers)
        .hasSize(RealData.count("\"paper\": \\{", RealData.text(file)));
  }

  @ParameterizedTest
  @CsvSource({"2024-12-11_python_repr_strings.json, 26", "2025-01-10_error_object.json, 9"})
  void whatPythonPrintedIsRefusedAsThat(String name, int entries) throws IOException {
    Path file = RealData.files("hf_daily/raw_samples", name).getFirst();

    Parsed parsed = RealData.parsed(file);

    assertThat(parsed.sightings()).isEmpty();
    assertThat(parsed.rejects())
        .hasSize(entries)
        .hasSize(RealData.count("\"\\{'paper': ", RealData.text(file)))
        .allSatisfy(
            reject -> {
              assertThat(reject.reason()).isEqualTo(Reason.NOT_A_PAPER);
              assertThat(reject.detail()).contains("Python");
            });
  }

  @Test
  void theSameDayFetchedTwiceSaysTheSameOfEachPaperAndCountsMore() throws IOException {
    List<Path> files = RealData.files("hf_daily/raw_samples", "2024-06-12_fetched_*.json");

    List<Seen> early = RealData.parsed(files.getFirst()).seen();
    List<Seen> late = RealData.parsed(files.getLast()).seen();

    for (Seen first : early) {
      Seen second =
          late.stream()
              .filter(each -> each.sighting().recordKey().equals(first.sighting().recordKey()))
              .findFirst()
              .orElseThrow();
      assertThat(second.sighting().sightingId()).isEqualTo(first.sighting().sightingId());
      assertThat(second.signals().getFirst().count())
          .isGreaterThanOrEqualTo(first.signals().getFirst().count());
    }
  }

  /// No page was stored, so one is made: its properties are a recorded answer, escaped as HTML.
  @Test
  void thePageSaysWhatTheApiSays() throws IOException {
    Path file = RealData.files("hf_daily/raw_samples", "2026-08-18.json").getFirst();
    String properties =
        "{\"dateString\":\"2026-08-18\",\"periodType\":\"day\",\"dailyPapers\":%s}"
            .formatted(RealData.text(file));
    String page =
        """
        <!doctype html><html><head><title>Daily Papers</title></head><body>
        <div class="SVELTE_HYDRATER contents" data-target="DailyPapers" data-props="%s"></div>
        </body></html>"""
            .formatted(properties.replace("&", "&amp;").replace("\"", "&quot;"));

    Parsed read = DailyPapersApiTest.read(page);

    assertThat(read.format()).isEqualTo(Format.DAILY_PAPERS_HTML);
    assertThat(read.sightings().stream().map(sighting -> sighting.sightingId()))
        .isEqualTo(
            RealData.parsed(file).sightings().stream()
                .map(sighting -> sighting.sightingId())
                .toList());
    assertThat(read.sightings())
        .allSatisfy(
            sighting ->
                assertThat(sighting.observedAt()).contains(Instant.parse("2026-08-18T00:00:00Z")));
    assertThat(read.items()).noneMatch(Reject.class::isInstance);
  }
}
