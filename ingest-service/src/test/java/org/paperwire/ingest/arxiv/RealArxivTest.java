package org.paperwire.ingest.arxiv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.paperwire.bibliography.RecordKey;
import org.paperwire.ingest.Format;
import org.paperwire.ingest.Item;
import org.paperwire.ingest.Parsed;
import org.paperwire.ingest.RealData;
import org.paperwire.ingest.Reason;
import org.paperwire.ingest.Seen;
import org.paperwire.ingest.Sighting;
import org.paperwire.ingest.formats.Formats;

/// What arXiv really answered, read where it lies.
@Tag("thorough")
class RealArxivTest {

  @Test
  void everyAnswerOfTheApiIsReadWholeAndTheErrorSaysWhatIsWrong() throws IOException {
    for (Path file : RealData.files("source_formats/arxiv_atom_api", "*.xml")) {
      String text = RealData.text(file);
      if (text.contains("/api/errors")) {
        assertThat(RealData.read(file))
            .isInstanceOfSatisfying(
                Formats.Unrecognised.class,
                no -> {
                  assertThat(no.reason()).isEqualTo(Reason.ERROR_ANSWER);
                  assertThat(no.detail()).contains("incorrect id format");
                });
        continue;
      }
      Parsed parsed = RealData.parsed(file);
      assertThat(parsed.format()).as("%s", file).isEqualTo(Format.ARXIV_API);
      assertThat(parsed.rejects()).as("%s", file).isEmpty();
      assertThat(parsed.sightings()).as("%s", file).hasSize(RealData.count("<entry>", text));
      assertThat(parsed.sightings().stream().mapToInt(s -> s.statement().authors().size()).sum())
          .as("authors of %s", file)
          .isEqualTo(RealData.count("<author>", text));
      assertThat(parsed.sightings().stream().filter(s -> s.statement().note().isPresent()).count())
          .as("comments of %s", file)
          .isEqualTo(RealData.count("<arxiv:comment[ >]", text));
      assertThat(parsed.sightings())
          .as("%s", file)
          .allSatisfy(
              sighting -> {
                assertThat(sighting.recordKey().namespace()).isEqualTo("arxiv");
                assertThat(sighting.statement().version()).isPresent();
                assertThat(sighting.statement().abstractText()).isPresent();
                assertThat(sighting.statement().publishedAt()).isPresent();
                assertThat(sighting.statement().categories()).isNotEmpty();
                assertThat(sighting.observedAt()).isPresent();
              });
    }
  }

  @Test
  void everyAnnouncementOfAFeedIsOne() throws IOException {
    for (Path file : RealData.files("source_formats/arxiv_rss", "*.xml")) {
      String text = RealData.text(file);

      Parsed parsed = RealData.parsed(file);

      assertThat(parsed.format()).as("%s", file).isEqualTo(Format.ARXIV_FEED);
      assertThat(parsed.rejects()).as("%s", file).isEmpty();
      assertThat(parsed.sightings())
          .as("%s", file)
          .hasSize(RealData.count("<arxiv:announce_type>", text))
          .allSatisfy(
              sighting -> {
                assertThat(sighting.statement().listedAt()).isPresent();
                assertThat(sighting.statement().version()).isPresent();
                assertThat(sighting.statement().authors()).isNotEmpty();
                assertThat(sighting.statement().abstractText().orElseThrow())
                    .doesNotContain("Announce Type");
              });
    }
  }

  @Test
  void allPapersOfThirteenMonthsOfListingsAreThere() throws IOException {
    int expected = 0;
    int read = 0;
    var keys = new HashSet<RecordKey>();
    for (Path file : RealData.files("arxiv_daily", "papers_first_seen_*.jsonl.gz")) {
      expected += RealData.count("\"first_seen\":\"", RealData.text(file));
      for (Item item : RealData.lines(file)) {
        Sighting sighting = ((Seen) item).sighting();
        assertThat(sighting.statement().authors()).isNotEmpty();
        assertThat(sighting.statement().categories()).isNotEmpty();
        assertThat(sighting.statement().listedAt()).isPresent();
        keys.add(sighting.recordKey());
        read++;
      }
    }

    assertThat(expected).isEqualTo(60_419);
    assertThat(read).isEqualTo(expected);
    assertThat(keys).hasSize(expected);
    assertThat(keys.stream().allMatch(key -> key.namespace().equals("arxiv"))).isTrue();
  }

  @Test
  void aRevisionIsTheSamePaperLaterWithWhatChanged() throws IOException {
    Path file = RealData.files("arxiv_daily", "changed_records.jsonl.gz").getFirst();
    List<Sighting> revisions = sightings(file);
    assertThat(revisions)
        .hasSize(164)
        .hasSize(RealData.count("\"seen_again\":\"", RealData.text(file)));
    assertThat(revisions.stream().map(Sighting::recordKey).distinct()).hasSize(102);

    var first = new HashMap<RecordKey, Sighting>();
    for (Path month : RealData.files("arxiv_daily", "papers_first_seen_*.jsonl.gz")) {
      sightings(month).forEach(sighting -> first.put(sighting.recordKey(), sighting));
    }
    for (Sighting revision : revisions) {
      Sighting original = first.get(revision.recordKey());
      assertThat(original).isNotNull();
      assertThat(revision.observedAt().orElseThrow()).isAfter(original.observedAt().orElseThrow());
      assertThat(revision.sightingId()).isNotEqualTo(original.sightingId());
      assertThat(revision.origin()).isNotEqualTo(original.origin());
    }
    assertThat(revisions)
        .anyMatch(
            revision ->
                !revision
                    .statement()
                    .title()
                    .equals(first.get(revision.recordKey()).statement().title()));
  }

  @Test
  void aListOfAnotherMakeIsReadToo() throws IOException {
    Path file = RealData.files("arxiv_physics", "papers.jsonl.gz").getFirst();

    List<Sighting> sightings = sightings(file);

    assertThat(sightings)
        .hasSize(RealData.count("\"arxiv_id\": ?\"", RealData.text(file)))
        .allMatch(sighting -> sighting.statement().version().isPresent())
        .allMatch(sighting -> sighting.recordKey().namespace().equals("arxiv"));
  }

  private static List<Sighting> sightings(Path file) throws IOException {
    return RealData.lines(file).stream().map(item -> ((Seen) item).sighting()).toList();
  }
}
