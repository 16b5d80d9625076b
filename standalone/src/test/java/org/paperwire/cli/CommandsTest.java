package org.paperwire.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {

  private static final String FOUND =
      """
      {"hits":[{"id":"pabcdefgh","score":2.5,"title":"A \\u001b[31mtitle","publishedAt":"2026-11",\
      "authors":[{"name":"Ada Example"},{"name":"Bo Example"}]}],"total":12}""";

  @TempDir Path folder;
  private StubServer server;

  @BeforeEach
  void startServer() throws IOException {
    server = new StubServer();
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "up", "down", "status", "ingest", "search", "papers", "show", "tail", "export", "rebuild",
        "verify", "backup", "restore", "keys", "bench"
      })
  void everyCommandExplainsItself(String command) {
    Ran ran = Ran.command(command, "--help");

    assertThat(ran.exitCode()).isEqualTo(ExitCodes.DONE);
    assertThat(ran.out()).contains("Usage: paperwire " + command);
  }

  /// They are read by the virtual machine that is started for it.
  @ParameterizedTest
  @ValueSource(strings = {"histories", "throughput", "ingest", "pipeline"})
  void optionsOfABenchmarkWithAVirtualMachineOfItsOwnArePassedOn(String benchmark) {
    var parsed = Paperwire.commandLine().parseArgs("bench", benchmark, "--papers", "5", "--help");

    assertThat(parsed.subcommand().subcommand().unmatched())
        .containsExactly("--papers", "5", "--help");
  }

  @Test
  void noCommandIsAnsweredWithAllOfThem() {
    Ran ran = Ran.command();

    assertThat(ran.exitCode()).isEqualTo(ExitCodes.USAGE);
    assertThat(ran.err()).contains("ingest").contains("search").contains("Exit codes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"fly", "search", "ingest", "up --port=many", "up --outbox=x"})
  void whatIsNoCommandIsAUsageError(String line) {
    assertThat(Ran.command(line.split(" ")).exitCode()).isEqualTo(ExitCodes.USAGE);
  }

  @Test
  void commandsSayWhenNothingRunsOnTheFolder() {
    Ran search = Ran.command("search", "graphs", "--data", folder.toString());
    Ran status = Ran.command("status", "--data", folder.toString());
    Ran down = Ran.command("down", "--data", folder.toString());

    assertThat(search.exitCode()).isEqualTo(ExitCodes.NOT_RUNNING);
    assertThat(search.err()).contains(folder.toString()).contains("./paperwire up");
    assertThat(status.exitCode()).isEqualTo(ExitCodes.NOT_RUNNING);
    assertThat(down.exitCode()).isEqualTo(ExitCodes.DONE);
  }

  @Test
  void statusForProgramsIsAlwaysJson() throws IOException {
    Ran ran = Ran.command("status", "--json", "--data", folder.toString());

    assertThat(new ObjectMapper().readTree(ran.out()).path("state").asText()).isEqualTo("down");
  }

  @Test
  void foundPapersAreShownWithoutWhatATerminalWouldObey() {
    server.answers("/v1/search", 200, FOUND);

    Ran ran = Ran.command("search", "graph", "networks", "--server", server.address());

    assertThat(ran.exitCode()).isEqualTo(ExitCodes.DONE);
    assertThat(server.asked().getFirst().target())
        .isEqualTo("/v1/search?q=graph+networks&limit=10");
    assertThat(ran.out())
        .doesNotContain("\u001b")
        .contains("pabcdefgh  2026-11  Ada Example, Bo Example")
        .contains("1 of 12 papers");
  }

  @Test
  void theServersWordsAreThoseOfARefusal() {
    server.answers("/v1/search", 400, "{\"detail\":\"limit is at most 100\",\"status\":400}");

    Ran ran = Ran.command("search", "x", "--server", server.address());

    assertThat(ran.exitCode()).isEqualTo(ExitCodes.FAILED);
    assertThat(ran.err()).contains("limit is at most 100");
  }

  @Test
  void anIdentifierWithSlashesIsOnePartOfThePath() {
    server.answers("/v1/papers/doi:10.1000/182", 200, "{\"id\":\"pabc\",\"title\":\"One\"}");

    Ran ran = Ran.command("show", "doi:10.1000/182", "--server", server.address());

    assertThat(ran.exitCode()).isEqualTo(ExitCodes.DONE);
    assertThat(server.asked().getFirst().target()).isEqualTo("/v1/papers/doi%3A10.1000%2F182");
  }

  @Test
  void anExportIsThereAsAWholeOrNotAtAll() throws IOException {
    Path file = folder.resolve("papers.ndjson");
    server.answers("/v1/papers/export", 503, "{\"detail\":\"restoring\"}");

    Ran refused = Ran.command("export", file.toString(), "--server", server.address());

    assertThat(refused.exitCode()).isEqualTo(ExitCodes.FAILED);
    assertThat(refused.err()).contains("restoring");
    assertThat(file).doesNotExist();
    try (var left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void anExportIsWrittenByteForByte() throws IOException {
    Path file = folder.resolve("papers.ndjson");
    server.answers("/v1/papers/export", 200, "{\"id\":\"p1\"}\n{\"id\":\"p2\"}\n");

    Ran ran = Ran.command("export", file.toString(), "--server", server.address());

    assertThat(ran.exitCode()).isEqualTo(ExitCodes.DONE);
    assertThat(file).hasContent("{\"id\":\"p1\"}\n{\"id\":\"p2\"}\n");
  }

  @Test
  void anAddressThatIsNoneIsAUsageError() {
    assertThat(Ran.command("search", "x", "--server", "localhost:8080").exitCode())
        .isEqualTo(ExitCodes.USAGE);
  }
}
