package org.paperwire.ingest.huggingface;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paperwire.bibliography.PartialDate;
import org.paperwire.ingest.Author;
import org.paperwire.ingest.Organisation;
import org.paperwire.ingest.Origin;
import org.paperwire.ingest.Parsed;
import org.paperwire.ingest.Reason;
import org.paperwire.ingest.Reject;
import org.paperwire.ingest.Seen;
import org.paperwire.ingest.SignalSeen;
import org.paperwire.ingest.Statement;
import org.paperwire.ingest.captures.CaptureContext;
import org.paperwire.ingest.captures.DailyPapersPage;
import org.paperwire.ingest.formats.Formats;

class DailyPapersApiTest {

  private static final String ENTRY =
      """
      {"paper": {"id": "2507.01234", "title": "Folding\\n  Maps", "summary": "We fold $L_2$ maps.",
         "authors": [{"_id": "a1", "name": "Ada Quill", "hidden": false}, {"name": "Ben Ink"}],
         "publishedAt": "2025-07-01T00:00:00.000Z", "submittedOnDailyAt": "2025-07-03T09:10:11.000Z",
         "upvotes": 12, "githubRepo": "https://github.com/quill/maps", "githubStars": 7,
         "projectPage": "https://maps.example/", "ai_keywords": ["origami", "maps"],
         "organization": {"_id": "o", "name": "quill", "fullname": "Quill Labs"}},
       "publishedAt": "2025-06-30T20:00:00.000Z", "title": "Folding Maps!", "numComments": 3,
       "thumbnail": "https://thumbnails.example/1.png", "submittedBy": {"fullname": "Ada"}}""";

  @Test
  void anEntrySaysAllThatThereIsRoomFor() {
    Seen seen = read("[" + ENTRY + "]").seen().getFirst();
    Statement said = seen.sighting().statement();

    assertThat(said.title()).isEqualTo("Folding Maps");
    assertThat(said.abstractText()).contains("We fold $L_2$ maps.");
    assertThat(said.authors()).extracting(Author::name).containsExactly("Ada Quill", "Ben Ink");
    assertThat(said.identifiers().byNamespace()).isEqualTo(Map.of("arxiv", List.of("2507.01234")));
    assertThat(said.publishedAt()).contains(new PartialDate("2025-07-01"));
    assertThat(said.listedAt()).contains(new PartialDate("2025-07-03"));
    assertThat(said.keywords()).containsExactly("origami", "maps");
    assertThat(said.organisation()).contains(new Organisation("Quill Labs", Optional.of("quill")));
    assertThat(said.links())
        .containsExactly("https://github.com/quill/maps", "https://maps.example/");
    assertThat(seen.signals())
        .containsExactly(
            new SignalSeen("upvote", 12), new SignalSeen("comment", 3), new SignalSeen("star", 7));
    assertThat(seen.sighting().origin())
        .isEqualTo(new Origin.Native(DailyPapersPage.SOURCE, "2507.01234"));
    assertThat(seen.sighting().raw().orElseThrow().bytes().toString()).isEqualTo(ENTRY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [ENTRY]                                      | 1
          ENTRY                                        | 1
          {"dailyPapers": [ENTRY, ENTRY], "x": {}}     | 2
          {"date": "2025-07-04", "response": [ENTRY]}  | 1
          {"status": "success", "data": [ENTRY]}       | 1
          """)
  void everyWrappingIsTheSameEntries(String wrapping, int entries) {
    Parsed parsed = read(wrapping.replace("ENTRY", ENTRY));

    assertThat(parsed.sightings()).hasSize(entries);
    assertThat(parsed.sightings().getFirst().sightingId())
        .isEqualTo(read("[" + ENTRY + "]").sightings().getFirst().sightingId());
  }

  @Test
  void aPaperByItselfIsReadToo() {
    Parsed parsed =
        read(
            """
            {"id": "2507.01234", "title": "Folding Maps", "summary": "We fold.", "upvotes": 1,
             "discussionId": "d", "authors": []}""");

    assertThat(parsed.sightings().getFirst().statement().title()).isEqualTo("Folding Maps");
  }

  @Test
  void beforeTheSourceSaidWhenItListedWhoeverRecordedTheAnswerKnows() {
    String old = "[{\"paper\": {\"id\": \"2406.00001\", \"title\": \"T\"}}]";

    assertThat(statement(read(old)).listedAt()).isEmpty();
    assertThat(statement(read("{\"date\":\"2024-06-12\",\"response\":" + old + "}")).listedAt())
        .contains(new PartialDate("2024-06-12"));
  }

  @Test
  void anEntryThatIsNoneIsRefusedAloneAndSaysWhy() {
    List<Reject> rejects =
        read("[%s, null, \"{'paper': {'id': '1'}}\", {\"paper\": {\"title\": \"T\"}}, {\"paper\": {\"id\": \"2507.01234\"}}, {\"paper\": {}, \"paper\": {}}]"
                .formatted(ENTRY))
            .rejects();

    assertThat(rejects).extracting(Reject::at).containsExactly(2, 3, 4, 5, 6);
    assertThat(rejects)
        .extracting(Reject::reason)
        .containsExactly(
            Reason.NOT_A_PAPER,
            Reason.NOT_A_PAPER,
            Reason.NOT_A_PAPER,
            Reason.TITLE_MISSING,
            Reason.JSON_MALFORMED);
  }

  @Test
  void anAnswerThatIsCutShortIsRefusedAsAWhole() {
    assertThat(outcome("[" + ENTRY + ", {\"paper\": {\"id\": \"25"))
        .isInstanceOfSatisfying(
            Formats.Unrecognised.class,
            no -> assertThat(no.reason()).isEqualTo(Reason.JSON_MALFORMED));
  }

  @Test
  void aPageThatSaysWhatWentWrongIsAPage() {
    assertThat(outcome("<!DOCTYPE html><html><title>502 Bad Gateway</title></html>"))
        .isInstanceOfSatisfying(
            Formats.Unrecognised.class, no -> assertThat(no.reason()).isEqualTo(Reason.HTML_PAGE));
  }

  private static Statement statement(Parsed parsed) {
    return parsed.sightings().getFirst().statement();
  }

  private static Formats.Outcome outcome(String body) {
    return Formats.readCapture(body.getBytes(StandardCharsets.UTF_8), CaptureContext.UNKNOWN);
  }

  static Parsed read(String body) {
    return switch (outcome(body)) {
      case Formats.Read(Parsed parsed) -> parsed;
      case Formats.Unrecognised(Reason reason, String detail) ->
          throw new AssertionError(reason + ": " + detail);
    };
  }
}
