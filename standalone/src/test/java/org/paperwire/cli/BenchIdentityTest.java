package org.paperwire.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.paperwire.platform.Position;

class BenchIdentityTest {

  private static final String POSITION =
      new Position(Map.of(new TopicPartition("paperwire.sightings.v1", 0), 7L)).token();
  private static final String EMPTY =
      "{\"items\":[],\"rejected\":[],\"sightings\":1,\"position\":\"%s\"}".formatted(POSITION);

  @TempDir Path data;
  private StubServer server;

  @BeforeEach
  void startServer() throws IOException {
    server = new StubServer().answers("/v1/papers", 200, EMPTY);
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  private void file(String name, String... lines) throws IOException {
    Path file = data.resolve(name);
    Files.createDirectories(file.getParent());
    try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }
  }

  /// The export: a paper a line, each as the records in it.
  private void export(String... papers) {
    var lines = new StringBuilder();
    for (int i = 0; i < papers.length; i++) {
      lines.append("{\"id\":\"p").append(i).append("\",\"sightings\":[");
      String between = "";
      for (String record : papers[i].split(" ")) {
        String[] parts = record.split(":");
        lines.append(between);
        lines.append("{\"source\":\"%s\",\"sourceId\":\"%s\"}".formatted(parts[0], parts[1]));
        between = ",";
      }
      lines.append("]}\n");
    }
    server.answers("/v1/papers/export", 200, lines.toString());
  }

  private Ran identity(String... more) {
    var arguments = new ArrayList<>(List.of("bench", "identity"));
    arguments.add("--data=" + data);
    arguments.add("--server=" + server.address());
    arguments.addAll(List.of(more));
    return Ran.command(arguments.toArray(String[]::new));
  }

  private void twoPairs() throws IOException {
    file(
        "dedupe_dblp_scholar/structured_valid.jsonl.gz",
        """
        {"label":1,"left":{"title":"Owls","authors":"a owl , b barn","venue":"vldb","year":"1997"},\
        "right":{"title":"owls .","authors":"a owl","venue":"","year":""}}""",
        """
        {"label":0,"left":{"title":"Owls","authors":"a owl","venue":"","year":"1997.0"},\
        "right":{"title":"Ravens","authors":"","venue":"","year":""}}""");
  }

  @Test
  void recordsAreSentUnderNamesOfTheirOwnWithWhatTheSetSays() throws IOException {
    twoPairs();
    export("dblp-list:n0 scholar-list:n0", "dblp-list:n1", "scholar-list:n1");

    Ran ran = identity("--set=dblp-scholar");

    assertThat(ran.exitCode()).isEqualTo(ExitCodes.DONE);
    assertThat(ran.out()).contains("4 records").contains("F1").doesNotContain("MISSED");
    List<JsonNode> sent =
        server.asked().stream()
            .filter(asked -> asked.method().equals("POST"))
            .flatMap(asked -> new String(asked.body(), StandardCharsets.UTF_8).lines())
            .map(BenchIdentityTest::json)
            .toList();
    assertThat(sent)
        .containsExactly(
            json(
                """
                {"source":"dblp-list","sourceId":"n0","title":"Owls","authors":["a owl","b barn"],\
                "venue":"vldb","year":1997}"""),
            json(
                "{\"source\":\"scholar-list\",\"sourceId\":\"n0\",\"title\":\"owls .\",\"authors\":[\"a owl\"]}"),
            json(
                "{\"source\":\"dblp-list\",\"sourceId\":\"n1\",\"title\":\"Owls\",\"authors\":[\"a owl\"],\"year\":1997}"),
            json("{\"source\":\"scholar-list\",\"sourceId\":\"n1\",\"title\":\"Ravens\"}"));
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aWrongJoinCostsPrecisionAndTheExitCodeSaysSo() throws IOException {
    twoPairs();
    export("dblp-list:n0 scholar-list:n0", "dblp-list:n1 scholar-list:n1");

    Ran ran = identity("--set=dblp-scholar");

    assertThat(ran.exitCode()).isEqualTo(ExitCodes.FAILED);
    assertThat(ran.out()).containsPattern("precision +0.5000 +at least 0.9700 +MISSED");
    assertThat(ran.out()).containsPattern("recall +1.0000\n");
  }

  @Test
  void aRecordThatIsInNoPaperIsMissed() throws IOException {
    twoPairs();
    export("dblp-list:n0 scholar-list:n0", "dblp-list:n1");

    Ran ran = identity("--set=dblp-scholar");

    assertThat(ran.exitCode()).isEqualTo(ExitCodes.FAILED);
    assertThat(ran.out()).containsPattern("records in no paper +1 +at most 0 +MISSED");
  }

  @Test
  void citationsAreJudgedByAllPairsOfTheirPapers() throws IOException {
    file(
        "dedupe_cora/cora.csv.gz",
        "Entity Id|address|author|editor|institution|month|note|pages|publisher|title|venue|volume|year",
        "1||a. owl|||||||owls|night||1990",
        "2||a. owl|||||||owls|night||1990",
        "3||a. owl|||||||owls|night||1990",
        "4||a. owl|||||||ravens|day||1990");
    file("dedupe_cora/cora_gt.csv.gz", "1|2", "1|3", "2|3");
    export("cora:1 cora:2 cora:4", "cora:3");

    Ran ran = identity("--set=cora");

    assertThat(ran.exitCode()).isEqualTo(ExitCodes.FAILED);
    assertThat(ran.out())
        .containsPattern("precision +0.3333")
        .containsPattern("recall +0.3333")
        .containsPattern("F1 +0.3333 +at least 0.9200 +MISSED");
  }

  @Test
  void strangersThatComeTogetherAreWrong() throws IOException {
    String venue =
        "{\"venue\":\"owl\",\"year\":%d,\"title\":\"Preface\",\"author\":\"%s\",\"abstract\":\"x\"}";
    file(
        "dedupe_cross_source/same_title_groups.jsonl.gz",
        "{\"min_author_overlap\":0.0,\"records\":[%s,%s]}"
            .formatted(venue.formatted(2019, "Ada"), venue.formatted(2020, "Bo")),
        "{\"min_author_overlap\":1.0,\"records\":[%s,%s]}"
            .formatted(venue.formatted(2019, "Cleo"), venue.formatted(2020, "Cleo")));
    export("venues:g0n0 venues:g0n1", "venues:g1n0 venues:g1n1");

    Ran ran = identity("--set=same-title");

    assertThat(ran.exitCode()).isEqualTo(ExitCodes.FAILED);
    assertThat(ran.out())
        .containsPattern("strangers joined +1 +at most 0 +MISSED")
        .containsPattern("of two groups joined +0 +at most 0 +met")
        .containsPattern("with common authors, joined +1");
  }

  @Test
  void aReportShowsWhatBothSourcesSaidOfAPair() throws IOException {
    Files.createDirectories(data.resolve("captures"));
    file(
        "hf_daily/api_daily_papers_2025-07.jsonl.gz",
        """
        {"date":"2025-07-01","response":[{"paper":{"id":"2507.00001","title":"Owls *at* night",\
        "authors":[{"name":"Ada Owl"}],"summary":"We watch.","publishedAt":"2025-07-01T00:00:00Z"}}]}""");
    file(
        "arxiv_daily/papers_first_seen_2025-07.jsonl.gz",
        "{\"id\":\"2507.00002\",\"title\":\"Owls at day\",\"authors\":[\"Bo Barn\"],\"summary\":\"We sleep.\"}",
        "{\"id\":\"2507.00003\",\"title\":\"Beyond the limit\",\"authors\":[],\"summary\":\"\"}");
    server.answers(
        "/v1/papers/export",
        200,
        """
        {"id":"pa","identifiers":{"arxiv":["2507.00001"]},"recordKeys":["arxiv:2507.00001","x:1"],\
        "related":["pb"],"sightings":[{"source":"hf-daily","sourceId":"2507.00001"}]}
        {"id":"pb","identifiers":{"arxiv":[]},"related":["pa"],"sightings":[\
        {"source":"hf-daily","sourceId":"2507.00001"},\
        {"source":"arxiv-daily","sourceId":"2507.00002"}]}
        """);
    server.answers(
        "/v1/papers/pa",
        200,
        """
        {"identity":{"joined":[{"records":["arxiv:2507.00001","x:1"],"rule":"scored","score":0.99,\
        "reasons":["title 1.0 (+4.2)"]}],"near":[{"records":["arxiv:2507.00002","arxiv:2507.00001"],\
        "rule":"other-authors","score":0.5,"reasons":[]}]}}""");
    Path report = data.resolve("report.md");

    Ran ran = identity("--report=" + report, "--limit=1");

    assertThat(ran.exitCode()).isEqualTo(ExitCodes.FAILED);
    assertThat(ran.out())
        .containsPattern("ids of the daily papers that are there +1 +at least 1 +met")
        .containsPattern("ids of arXiv's announcements that are there +0 +at least 1 +MISSED");
    assertThat(Files.readString(report))
        .contains("## Joined: 2 pairs", "1. [ ] **0.9900** scored", "title 1.0 (+4.2)")
        .contains("2. [ ] **1.0000** one id")
        .contains("Owls at day — Bo Barn (arxiv-daily, `arxiv-daily:2507.00002`)")
        .contains("## Near misses: 1 pairs", "1. [ ] **0.5000** other-authors")
        .contains("Owls \\*at\\* night — Ada Owl (hf-daily, `arxiv:2507.00001`)")
        .contains("Owls at day — Bo Barn (arxiv-daily, `arxiv:2507.00002`)")
        .contains("- `x:1`");
  }

  @Test
  void aPaperwireThatHasPapersIsNotMeasured() throws IOException {
    twoPairs();
    try (var full = new StubServer().answers("/v1/papers", 200, "{\"items\":[{\"id\":\"p1\"}]}")) {
      Ran ran =
          Ran.command(
              "bench",
              "identity",
              "--data=" + data,
              "--server=" + full.address(),
              "--set=dblp-scholar");

      assertThat(ran.exitCode()).isEqualTo(ExitCodes.FAILED);
      assertThat(ran.err()).contains("has to be empty");
      assertThat(full.asked()).noneMatch(asked -> asked.method().equals("POST"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--set=owls", "--report=r.md --limit=0", "--report=r.md --samples=0", ""})
  void whatCannotBeMeasuredIsAUsageError(String options) {
    String[] more = options.isEmpty() ? new String[0] : options.split(" ");

    assertThat(identity(more).exitCode()).isEqualTo(ExitCodes.USAGE);
  }

  @Test
  void itSaysWhereItLookedForDataThatIsNotThere() {
    Ran ran = Ran.command("bench", "identity", "--data=" + data.resolve("nowhere"));

    assertThat(ran.exitCode()).isEqualTo(ExitCodes.FAILED);
    assertThat(ran.err()).contains("nowhere");
  }
}
