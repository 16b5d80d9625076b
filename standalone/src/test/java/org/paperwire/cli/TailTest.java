package org.paperwire.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TailTest {

  private static final String FIRST =
      """
      retry: 1
      id: start

      id: c1
      event: discovered
      data: {"kind":"discovered","paperId":"p1","at":"2026-11-21T08:00:00Z","paper":\
      {"title":"Graphs \\u001b[31magain","tags":[{"tag":"gnn"},{"tag":"gnn"},{"tag":"cs.LG"}]}}

      :
      id: c2

      id: never-finished
      event: updated
      data: {"kind":"updated"
      """;
  private static final String SECOND =
      """
      id: c3
      event: merged
      data: {"kind":"merged","paperId":"p2","at":"2026-11-21T08:00:01Z","paper":{"title":"Trees"}}

      """;

  private StubServer server;

  @BeforeEach
  void startServer() throws IOException {
    server = new StubServer();
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  @Test
  void aLostConnectionIsTakenUpBehindWhatWasWhole() {
    server.answers("/v1/feed", 200, FIRST).answers("/v1/feed", 200, SECOND);

    Ran ran =
        Ran.command(
            "tail", "--tag", "gnn", "--query", "a b", "--limit=2", "--server", server.address());

    assertThat(ran.exitCode()).isEqualTo(ExitCodes.DONE);
    assertThat(ran.out().lines())
        .containsExactly(
            "2026-11-21T08:00:00Z  discovered  Graphs  [31magain  p1  gnn, cs.LG",
            "2026-11-21T08:00:01Z  merged      Trees  p2");
    assertThat(ran.err()).contains("going on where it was");
    assertThat(server.asked().stream().map(StubServer.Asked::target))
        .containsExactly("/v1/feed?tag=gnn&q=a+b&from=latest", "/v1/feed?tag=gnn&q=a+b&from=c2");
  }

  @Test
  void programsGetTheJsonAsItCame() {
    server.answers("/v1/feed", 200, SECOND);

    Ran ran = Ran.command("tail", "--json", "--limit=1", "--server", server.address());

    assertThat(ran.out().strip()).startsWith("{\"kind\":\"merged\"").endsWith("}}");
  }

  @Test
  void aFullServiceIsTriedAgain() {
    server
        .answers("/v1/feed", 503, "{\"detail\":\"As many read as may.\"}", "Retry-After", "0")
        .answers("/v1/feed", 200, SECOND);

    Ran ran = Ran.command("tail", "--limit=1", "--server", server.address());

    assertThat(ran.exitCode()).isEqualTo(ExitCodes.DONE);
    assertThat(ran.err()).contains("As many read as may.");
  }

  @Test
  void aPlaceThatIsGoneIsNotTriedAgain() {
    server.answers("/v1/feed", 410, "{\"detail\":\"The cursor is of another feed.\"}");

    Ran ran = Ran.command("tail", "--from", "old", "--server", server.address());

    assertThat(ran.exitCode()).isEqualTo(ExitCodes.FAILED);
    assertThat(ran.err()).contains("another feed").contains("--from earliest");
    assertThat(server.asked()).hasSize(1);
  }

  @Test
  void nobodyThereIsSaidAtOnce() {
    String address = server.address();
    server.close();

    assertThat(Ran.command("tail", "--server", address).exitCode())
        .isEqualTo(ExitCodes.NOT_RUNNING);
  }
}
