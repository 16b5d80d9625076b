package org.paperwire.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadLettersTest {

  private static final String LETTER =
      """
      {"letterId":"aaaa","receivedAt":"2025-11-01T00:00:00Z","stage":"ingest",\
      "source":"marsh-list","reason":"json-malformed","detail":"cut \\u001b[31mshort",\
      "name":"a.json","at":"3","length":17}""";

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
  @ValueSource(strings = {"list", "show", "resend"})
  void everyCommandExplainsItself(String command) {
    Ran ran = Ran.command("dead-letters", command, "--help");

    assertThat(ran.exitCode()).isEqualTo(ExitCodes.DONE);
    assertThat(ran.out()).contains("Usage: paperwire dead-letters " + command, "Exit codes");
  }

  @Test
  void withoutACommandItSaysWhichThereAre() {
    Ran ran = Ran.command("dead-letters");

    assertThat(ran.exitCode()).isEqualTo(ExitCodes.USAGE);
    assertThat(ran.err()).contains("list", "show", "resend");
  }

  @Test
  void pagesAreFollowedUntilThereAreEnough() throws IOException {
    server
        .answers("/v1/dead-letters", 200, "{\"items\":[" + LETTER + "],\"next\":\"c1\"}")
        .answers("/v1/dead-letters", 200, "{\"items\":[],\"next\":\"c2\"}")
        .answers("/v1/dead-letters", 200, "{\"items\":[" + LETTER + "]}");

    Ran ran =
        Ran.command("dead-letters", "list", "--reason", "json-malformed", "--json", at(server));

    JsonNode letters = new ObjectMapper().readTree(ran.out());
    assertThat(letters).hasSize(2);
    assertThat(server.asked().stream().map(StubServer.Asked::target))
        .containsExactly(
            "/v1/dead-letters?limit=50&reason=json-malformed",
            "/v1/dead-letters?limit=49&reason=json-malformed&cursor=c1",
            "/v1/dead-letters?limit=49&reason=json-malformed&cursor=c2");
  }

  @Test
  void lettersAreListedWithoutWhatATerminalWouldObey() {
    server.answers("/v1/dead-letters", 200, "{\"items\":[" + LETTER + "]}");

    Ran ran = Ran.command("dead-letters", "list", at(server));

    assertThat(ran.out())
        .doesNotContain("\u001b")
        .contains("aaaa  2025-11-01T00:00:00Z  json-malformed")
        .contains("ingest of marsh-list, 17 bytes, a.json, number 3")
        .contains("1 dead letter");
  }

  @Test
  void aLetterIsShownWithTheBeginningOfWhatWasSent() {
    server.answers(
        "/v1/dead-letters/aaaa",
        200,
        "{\"letterId\":\"aaaa\",\"reason\":\"json-malformed\",\"bytes\":\"eyJ0aXRsZSI6GyAi\"}");

    Ran ran = Ran.command("dead-letters", "show", "aaaa", at(server));

    assertThat(ran.exitCode()).isEqualTo(ExitCodes.DONE);
    assertThat(ran.out())
        .contains("json-malformed")
        .contains("{\"title\":")
        .doesNotContain("\u001b");
  }

  @Test
  void aLetterThatIsNotThereIsARefusal() {
    Ran ran = Ran.command("dead-letters", "show", "bbbb", at(server));

    assertThat(ran.exitCode()).isEqualTo(ExitCodes.FAILED);
    assertThat(ran.err()).contains("no such thing");
  }

  @Test
  void whatIsSentAgainIsTakenOrSaysWhyNot() {
    server
        .answers("/v1/dead-letters/good/resend", 200, "{\"accepted\":1,\"rejectedCount\":0}")
        .answers(
            "/v1/dead-letters/bad/resend",
            200,
            "{\"accepted\":0,\"rejectedCount\":1,"
                + "\"rejected\":[{\"line\":2,\"reason\":\"title-missing\",\"detail\":\"none\"}]}")
        .answers("/v1/dead-letters/worse/resend", 422, "{\"detail\":\"no paper in it\"}");

    Ran ran = Ran.command("dead-letters", "resend", "good", "bad", "worse", at(server));

    assertThat(ran.exitCode()).isEqualTo(ExitCodes.IN_PART);
    assertThat(ran.out())
        .contains("good  taken", "bad  title-missing: none")
        .contains("worse  no paper in it", "1 of 3 taken");
    assertThat(server.asked()).allMatch(asked -> asked.method().equals("POST"));
  }

  @Test
  void allOfAReasonAreSentAgainEachOnce() {
    server
        .answers("/v1/dead-letters", 200, "{\"items\":[" + LETTER + "," + LETTER + "]}")
        .answers("/v1/dead-letters/aaaa/resend", 200, "{\"sightings\":1,\"rejectedCount\":0}");

    Ran ran =
        Ran.command("dead-letters", "resend", "--all-of-reason", "json-malformed", at(server));

    assertThat(ran.exitCode()).isEqualTo(ExitCodes.DONE);
    assertThat(ran.out()).contains("1 of 1 taken");
    assertThat(server.asked()).hasSize(2);
  }

  @Test
  void withoutLettersNothingIsSent() {
    assertThat(Ran.command("dead-letters", "resend", at(server)).exitCode())
        .isEqualTo(ExitCodes.USAGE);
    assertThat(server.asked()).isEmpty();
  }

  private static String at(StubServer server) {
    return "--server=" + server.address();
  }
}
