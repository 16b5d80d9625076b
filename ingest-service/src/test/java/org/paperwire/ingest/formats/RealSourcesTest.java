package org.paperwire.ingest.formats;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.paperwire.ingest.Format;
import org.paperwire.ingest.Limits;
import org.paperwire.ingest.Parsed;
import org.paperwire.ingest.RealData;
import org.paperwire.ingest.Reason;
import org.paperwire.ingest.Reject;
import org.paperwire.ingest.Sighting;
import org.paperwire.ingest.captures.CaptureContext;

/// What the other sources really answered, read where it lies, against counts that no parser of
/// ours has a part in.
@Tag("thorough")
class RealSourcesTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void everyWorkOfOpenAlexIsASighting() throws IOException {
    int works = 0;
    for (Path file : RealData.files("source_formats/openalex", "*.json.gz")) {
      JsonNode document = JSON.readTree(RealData.bytes(file));
      int expected = document.has("results") ? document.get("results").size() : 1;

      Parsed parsed = RealData.parsed(file);

      assertThat(parsed.format()).as("%s", file).isEqualTo(Format.OPENALEX);
      assertThat(parsed.rejects()).as("%s", file).isEmpty();
      assertThat(parsed.sightings()).as("%s", file).hasSize(expected);
      assertThat(parsed.sightings())
          .allMatch(sighting -> !sighting.statement().authors().isEmpty())
          .allMatch(
              sighting -> sighting.statement().identifiers().byNamespace().containsKey("openalex"));
      works += expected;
    }
    assertThat(works).isEqualTo(23);
  }

  @Test
  void everyWorkOfCrossrefIsASightingOrHasNoTitleAndEveryFailureSaysSo() throws IOException {
    int failures = 0;
    for (Path file : RealData.files("source_formats/crossref", "*.json*")) {
      JsonNode document = JSON.readTree(RealData.bytes(file));
      if (document.path("status").asText().equals("failed")) {
        failures++;
        assertThat(RealData.read(file))
            .isInstanceOfSatisfying(
                Formats.Unrecognised.class,
                no -> {
                  assertThat(no.reason()).isEqualTo(Reason.ERROR_ANSWER);
                  assertThat(no.detail()).contains(document.path("message-type").asText());
                });
        continue;
      }
      JsonNode message = document.path("message");
      var works = new ArrayList<JsonNode>();
      if (message.has("items")) {
        message.get("items").forEach(works::add);
      } else {
        works.add(message);
      }
      long titled = works.stream().filter(w -> !w.path("title").path(0).asText().isBlank()).count();

      Parsed parsed = RealData.parsed(file);

      assertThat(parsed.format()).as("%s", file).isEqualTo(Format.CROSSREF);
      assertThat(parsed.items()).as("%s", file).hasSize(works.size());
      assertThat(parsed.sightings()).as("%s", file).hasSize((int) titled);
      assertThat(parsed.rejects())
          .as("%s", file)
          .allMatch(reject -> reject.reason() == Reason.TITLE_MISSING);
    }
    assertThat(failures).isEqualTo(8);
  }

  @Test
  void everyAnswerOfSemanticScholarIsReadOrSaysWhatItIs() throws IOException {
    for (Path file : RealData.files("source_formats/semantic_scholar", "*.json*")) {
      JsonNode document = JSON.readTree(RealData.bytes(file));
      JsonNode body = document.has("body") ? document.get("body") : document;
      JsonNode list =
          body.isArray()
              ? body
              : body.has("data") ? body.get("data") : body.path("recommendedPapers");
      if (body.has("error") || file.getFileName().toString().contains("author")) {
        assertThat(RealData.read(file))
            .as("%s", file)
            .isInstanceOfSatisfying(
                Formats.Unrecognised.class,
                no ->
                    assertThat(no.reason())
                        .isEqualTo(body.has("error") ? Reason.ERROR_ANSWER : Reason.NOT_A_PAPER));
        continue;
      }
      var papers = new ArrayList<JsonNode>();
      if (list.isArray()) {
        list.forEach(papers::add);
      } else {
        papers.add(body);
      }
      long titled = papers.stream().filter(p -> !p.findPath("title").asText().isBlank()).count();

      Parsed parsed = RealData.parsed(file);

      assertThat(parsed.items()).as("%s", file).hasSize(papers.size());
      if (RealData.bytes(file).length > Limits.ITEM_BYTES_MAX && papers.size() == 1) {
        // All that ever cited "Computing Machinery and Intelligence", in one paper.
        assertThat(parsed.rejects().getFirst().reason()).isEqualTo(Reason.TOO_LARGE);
        continue;
      }
      assertThat(parsed.sightings()).as("%s", file).hasSize((int) titled);
      assertThat(parsed.rejects().stream().map(Reject::reason))
          .as("%s", file)
          .allMatch(reason -> reason == Reason.TITLE_MISSING || reason == Reason.NOT_A_PAPER);
    }
  }

  @Test
  void everyArticleOfBiomedicineIsASighting() throws IOException {
    for (Path file : RealData.files("source_formats/pubmed", "*")) {
      String text = RealData.text(file);
      int expected = Math.max(1, RealData.count("<PubmedArticle>", text));

      Parsed parsed = RealData.parsed(file);

      assertThat(parsed.rejects()).as("%s", file).isEmpty();
      assertThat(parsed.sightings()).as("%s", file).hasSize(expected);
      assertThat(parsed.sightings())
          .as("%s", file)
          .allMatch(sighting -> sighting.statement().abstractText().isPresent())
          .allMatch(sighting -> sighting.statement().publishedAt().isPresent())
          .allMatch(sighting -> sighting.statement().venue().isPresent())
          .allMatch(sighting -> !sighting.statement().authors().isEmpty())
          .allMatch(sighting -> sighting.recordKey().namespace().equals("doi"));
    }
  }

  /// Some entries were cut off when they were collected, in the middle of a formula of the
  /// abstract.
  @Test
  void everyEntryOfABibliographyThatClosesIsASighting() throws IOException {
    int entries = 0;
    int open = 0;
    for (Path file : RealData.files("source_formats/bibtex", "*.bib*")) {
      var texts = List.of(RealData.text(file).strip().split("(?m)^(?=@)"));
      long unbalanced =
          texts.stream()
              .filter(text -> RealData.count("\\{", text) != RealData.count("\\}", text))
              .count();

      Parsed parsed = RealData.parsed(file);

      assertThat(parsed.format()).as("%s", file).isEqualTo(Format.BIBTEX);
      assertThat(parsed.rejects()).as("%s", file).hasSize((int) unbalanced);
      assertThat(parsed.rejects()).allMatch(reject -> reject.reason() == Reason.BIBTEX_MALFORMED);
      assertThat(parsed.sightings())
          .as("%s", file)
          .hasSize(texts.size() - (int) unbalanced)
          .allMatch(sighting -> !sighting.statement().title().contains("{"))
          .allMatch(sighting -> !sighting.statement().authors().isEmpty());
      entries += texts.size();
      open += (int) unbalanced;
    }
    assertThat(entries).isEqualTo(7_001);
    assertThat(open).isEqualTo(13);
  }

  @Test
  void everyPaperOfTheAnthologyIsASighting() throws IOException {
    Path file = RealData.files("acl_anthology", "*.tar.gz").getFirst();
    int expected = 0;
    int abstracts = 0;
    var sightings = new ArrayList<Sighting>();
    try (var tar = new TarArchiveInputStream(new ByteArrayInputStream(RealData.bytes(file)))) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (entry.getName().endsWith(".xml")) {
          byte[] bytes = tar.readAllBytes();
          String text = new String(bytes, StandardCharsets.UTF_8);
          expected += RealData.count("<paper[ >]", text);
          abstracts += RealData.count("<abstract>[^<\\s]|<abstract><[a-z]", text);
          Parsed parsed = parsed(bytes);
          assertThat(parsed.rejects()).as(entry.getName()).isEmpty();
          sightings.addAll(parsed.sightings());
        }
      }
    }

    assertThat(expected).isEqualTo(41_863);
    assertThat(sightings).hasSize(expected);
    assertThat(sightings.stream().filter(s -> s.statement().abstractText().isPresent()).count())
        .isGreaterThanOrEqualTo(abstracts);
    assertThat(
            sightings.stream()
                .map(s -> s.statement().identifiers().byNamespace().getOrDefault("acl", List.of()))
                .filter(ids -> ids.size() == 1)
                .distinct())
        .hasSize(expected);
  }

  private static Parsed parsed(byte[] bytes) {
    return ((Formats.Read) Formats.readCapture(bytes, CaptureContext.UNKNOWN)).parsed();
  }
}
