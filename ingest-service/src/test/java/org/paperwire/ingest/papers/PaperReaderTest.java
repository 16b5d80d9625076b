package org.paperwire.ingest.papers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paperwire.bibliography.Identifiers;
import org.paperwire.bibliography.PartialDate;
import org.paperwire.bibliography.SourceName;
import org.paperwire.ingest.Author;
import org.paperwire.ingest.Bytes;
import org.paperwire.ingest.Item;
import org.paperwire.ingest.Limits;
import org.paperwire.ingest.Origin;
import org.paperwire.ingest.Raw;
import org.paperwire.ingest.Reason;
import org.paperwire.ingest.Reject;
import org.paperwire.ingest.Seen;
import org.paperwire.ingest.Sighting;

class PaperReaderTest {

  @Test
  void everyFieldIsRead() {
    String json =
        """
        {"title": " Sorting\\n  Lanterns ", "abstract": "We sort\\u0000 them.",
         "authors": ["Ada Marsh", {"name": "Bo Fen", "affiliation": "Marsh Laboratory"}],
         "publishedAt": "2025-07", "observedAt": "2025-08-01T10:00:00+02:00",
         "year": "2025", "venue": "Journal of Marshes",
         "identifiers": {"arxiv": "2507.01234v2", "doi": ["https://doi.org/10.1234/ABC"], "isbn": 7},
         "categories": ["cs.CL", "cs.LG", "cs.CL", ""], "links": ["https://example.org/code"],
         "source": "marsh-list", "sourceId": 17, "colour": {"of": ["the", "cover"]}}
        """;

    Sighting sighting = sighting(json);

    var said = sighting.statement();
    assertThat(said.title()).isEqualTo("Sorting Lanterns");
    assertThat(said.abstractText()).contains("We sort them.");
    assertThat(said.authors())
        .containsExactly(
            Author.named("Ada Marsh"), new Author("Bo Fen", Optional.of("Marsh Laboratory")));
    assertThat(said.publishedAt()).contains(new PartialDate("2025-07"));
    assertThat(sighting.observedAt()).contains(Instant.parse("2025-08-01T08:00:00Z"));
    assertThat(said.year()).isEqualTo(OptionalInt.of(2025));
    assertThat(said.venue()).contains("Journal of Marshes");
    assertThat(said.identifiers())
        .isEqualTo(
            new Identifiers(Map.of("arxiv", List.of("2507.01234"), "doi", List.of("10.1234/abc"))));
    assertThat(said.version()).isEqualTo(OptionalInt.of(2));
    assertThat(said.categories()).containsExactly("cs.CL", "cs.LG");
    assertThat(said.links()).containsExactly("https://example.org/code");
    assertThat(sighting.origin()).isEqualTo(new Origin.Native(new SourceName("marsh-list"), "17"));
    assertThat(sighting.recordKey().value()).isEqualTo("arxiv:2507.01234");
    assertThat(sighting.raw()).contains(Raw.json(Bytes.of(json)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"title": "T"                                      | JSON_MALFORMED
          {"title": "T"} {"title": "U"}                      | JSON_MALFORMED
          {"title": "T", "title": "U"}                       | JSON_MALFORMED
          {'title': 'T'}                                     | JSON_MALFORMED
          []                                                 | NOT_A_PAPER
          "title"                                            | NOT_A_PAPER
          {"title": "T", "paper": {"id": "2507.01234"}}      | NOT_A_PAPER
          {}                                                 | TITLE_MISSING
          {"title": null}                                    | TITLE_MISSING
          {"title": " \\u0000\\u200b "}                      | TITLE_MISSING
          {"title": 7}                                       | WRONG_TYPE
          {"title": "T", "abstract": ["a"]}                  | WRONG_TYPE
          {"title": "T", "authors": "Ada Marsh"}             | WRONG_TYPE
          {"title": "T", "authors": [7]}                     | WRONG_TYPE
          {"title": "T", "year": 2025.5}                     | WRONG_TYPE
          {"title": "T", "year": 99999999999}                | WRONG_TYPE
          {"title": "T", "year": 20250}                      | WRONG_TYPE
          {"title": "T", "identifiers": ["2507.01234"]}      | WRONG_TYPE
          {"title": "T", "categories": "cs.CL"}              | WRONG_TYPE
          {"title": "T", "identifiers": {"arxiv": "2513.01234"}} | IDENTIFIER_MALFORMED
          {"title": "T", "identifiers": {"doi": "10.1"}}     | IDENTIFIER_MALFORMED
          {"title": "T", "source": "Marsh List"}             | SOURCE_MALFORMED
          {"title": "T", "source": "arxiv"}                  | SOURCE_MALFORMED
          {"title": "T", "publishedAt": "July 2025"}         | DATE_MALFORMED
          {"title": "T", "publishedAt": "2025-02-30"}        | DATE_MALFORMED
          {"title": "T", "observedAt": "2025-08-01T10:00:00"} | DATE_MALFORMED
          {"title": "T", "observedAt": "+99999-01-01T00:00:00Z"} | DATE_MALFORMED
          {"title": "T", "links": ["javascript:alert(1)"]}   | LINK_MALFORMED
          {"title": "T", "links": ["example.org"]}           | LINK_MALFORMED
          """,
      quoteCharacter = '`')
  void whatIsNotAsItShouldBeIsRefusedWithItsReason(String json, Reason reason) {
    assertThat(rejected(json).reason()).isEqualTo(reason);
    assertThat(rejected(json).detail()).isNotBlank().hasSizeLessThan(300);
    assertThat(rejected(json).raw()).isEqualTo(Raw.json(Bytes.of(json)));
  }

  @Test
  void absentAndNullAndEmptyAreTheSame() {
    assertThat(
            sighting(
                    """
                    {"title": "T", "abstract": null, "authors": [], "venue": " ", "source": "",
                     "identifiers": {"doi": null, "arxiv": ""}, "links": null, "year": null}
                    """)
                .sightingId())
        .isEqualTo(sighting("{\"title\": \"T\"}").sightingId());
  }

  @Test
  void aBrokenObjectStillTellsItsTitle() {
    assertThat(rejected("{\"title\": \"Sorting Lanterns\", \"year\": []}").title())
        .contains("Sorting Lanterns");
  }

  @Test
  void halfASurrogatePairIsNoCharacter() {
    assertThat(sighting("{\"title\": \"T \\ud83d\"}").statement().title()).isEqualTo("T \uFFFD");
  }

  @Test
  void bytesThatAreNoUtf8AreRefused() {
    byte[] latin1 = "{\"title\": \"Caf\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);

    assertThat(reader().read(1, Bytes.of(latin1)))
        .isInstanceOfSatisfying(
            Reject.class,
            reject -> assertThat(reject.reason()).isEqualTo(Reason.CHARSET_MALFORMED));
  }

  @Test
  void aLaterStatementOfOneSourceAboutOneOfItsIdsStandsAtTheSamePlace() {
    Sighting first = sighting("{\"title\": \"T\", \"source\": \"s\", \"sourceId\": \"1\"}");
    Sighting later = sighting("{\"title\": \"T2\", \"source\": \"s\", \"sourceId\": \"1\"}");

    assertThat(later.origin()).isEqualTo(first.origin());
    assertThat(later.recordKey()).isEqualTo(first.recordKey());
    assertThat(later.sightingId()).isNotEqualTo(first.sightingId());
  }

  @Test
  void whoSaysItIsPartOfTheSightingAndWhenIsNot() {
    String said = "{\"title\": \"T\", \"observedAt\": \"%s\", \"source\": \"%s\"}";

    assertThat(sighting(said.formatted("2025-01-01", "one")).sightingId())
        .isEqualTo(sighting(said.formatted("2025-01-02", "one")).sightingId())
        .isNotEqualTo(sighting(said.formatted("2025-01-01", "other")).sightingId());
  }

  @Test
  void theLimitsAreInclusive() {
    assertLimit("{\"title\": \"%s\"}", Limits.TITLE_CHARACTERS_MAX);
    assertLimit("{\"title\": \"T\", \"abstract\": \"%s\"}", Limits.ABSTRACT_CHARACTERS_MAX);
    assertLimit("{\"title\": \"T\", \"venue\": \"%s\"}", Limits.TEXT_CHARACTERS_MAX);
    assertLimit("{\"title\": \"T\", \"authors\": [\"%s\"]}", Limits.TEXT_CHARACTERS_MAX);
    assertLimit("{\"title\": \"T\", \"sourceId\": \"%s\"}", Limits.SOURCE_ID_CHARACTERS_MAX);
    String address = "http://a.b/";
    assertLimit(
        "{\"title\": \"T\", \"links\": [\"" + address + "%s\"]}",
        Limits.LINK_CHARACTERS_MAX - address.length());
  }

  private static void assertLimit(String json, int characters) {
    assertThat(reader().read(1, Bytes.of(json.formatted("x".repeat(characters)))))
        .isInstanceOf(Seen.class);
    assertThat(rejected(json.formatted("x".repeat(characters + 1))).reason())
        .isEqualTo(Reason.FIELD_TOO_LARGE);
  }

  @Test
  void listsHaveLimits() {
    assertThat(sighting(authors(Limits.AUTHORS_MAX)).statement().authors())
        .hasSize(Limits.AUTHORS_MAX);
    assertThat(rejected(authors(Limits.AUTHORS_MAX + 1)).reason())
        .isEqualTo(Reason.FIELD_TOO_LARGE);
    assertThat(sighting(categories(Limits.LIST_ENTRIES_MAX)).statement().categories())
        .hasSize(Limits.LIST_ENTRIES_MAX);
    assertThat(rejected(categories(Limits.LIST_ENTRIES_MAX + 1)).reason())
        .isEqualTo(Reason.FIELD_TOO_LARGE);
  }

  private static String authors(int count) {
    return "{\"title\": \"T\", \"authors\": [%s]}".formatted(texts(count));
  }

  private static String categories(int count) {
    return "{\"title\": \"T\", \"categories\": [%s]}".formatted(texts(count));
  }

  private static String texts(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "\"a" + i + "\"")
        .collect(Collectors.joining(","));
  }

  @Test
  void nestingHasALimit() {
    int around = 1;
    assertThat(reader().read(1, Bytes.of(nested(Limits.JSON_DEPTH_MAX - around))))
        .isInstanceOf(Seen.class);
    assertThat(rejected(nested(Limits.JSON_DEPTH_MAX)).reason()).isEqualTo(Reason.JSON_MALFORMED);
    assertThat(rejected(nested(100_000)).reason()).isEqualTo(Reason.JSON_MALFORMED);
  }

  private static String nested(int depth) {
    return "{\"title\": \"T\", \"x\": " + "[".repeat(depth) + "]".repeat(depth) + "}";
  }

  @Test
  void anItemHasALimit() {
    String paper = "{\"title\": \"T\", \"x\": \"%s\"}";
    int around = paper.length() - 2;

    assertThat(
            reader().read(1, Bytes.of(paper.formatted("x".repeat(Limits.ITEM_BYTES_MAX - around)))))
        .isInstanceOf(Seen.class);
    assertThat(rejected(paper.formatted("x".repeat(Limits.ITEM_BYTES_MAX - around + 1))).reason())
        .isEqualTo(Reason.TOO_LARGE);
  }

  @Test
  void halfOfALargeThingIsNotKept() {
    assertThat(sighting("{\"title\": \"T\", \"x\": \"%s\"}".formatted("x".repeat(70_000))).raw())
        .isEmpty();
  }

  private static PaperReader reader() {
    return new PaperReader(PaperReader.SOURCE);
  }

  private static Sighting sighting(String json) {
    Item item = reader().read(1, Bytes.of(json));
    assertThat(item).as(json.substring(0, Math.min(json.length(), 200))).isInstanceOf(Seen.class);
    return ((Seen) item).sighting();
  }

  private static Reject rejected(String json) {
    Item item = reader().read(1, Bytes.of(json));
    assertThat(item).as(json.substring(0, Math.min(json.length(), 200))).isInstanceOf(Reject.class);
    return (Reject) item;
  }
}
