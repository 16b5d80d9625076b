package org.paperwire.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RebuildTest {

  private static final String REBUILDS = "/v1/views/search/rebuilds";
  private static final String COMPARISON = "/v1/views/search/comparison";

  private StubServer server;

  @BeforeEach
  void start() throws IOException {
    server = new StubServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static String rebuild(String state, String more) {
    return "{\"number\":3,\"generation\":8,\"state\":\"%s\",\"done\":5,\"total\":10%s}"
        .formatted(state, more);
  }

  private Ran run(String... arguments) {
    var all = new String[arguments.length + 2];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    all[arguments.length] = "--server";
    all[arguments.length + 1] = server.address();
    return Ran.command(all);
  }

  @Test
  void aRebuildIsWatchedUntilItServes() {
    server.answers(REBUILDS, 202, rebuild("building", ""));
    server.answers(REBUILDS + "/3", 200, rebuild("building", ",\"etaSeconds\":1"));
    server.answers(REBUILDS + "/3", 200, rebuild("switched", ""));

    Ran ran = run("rebuild", "search", "--rate", "500");

    assertThat(ran.exitCode()).isEqualTo(ExitCodes.DONE);
    assertThat(ran.out()).contains("generation 8 serves");
    assertThat(server.asked().getFirst().target()).isEqualTo(REBUILDS + "?hold=false&rate=500");
  }

  @Test
  void whatIsHeldIsSwitchedByHand() {
    server.answers(REBUILDS, 202, rebuild("building", ""));
    server.answers(REBUILDS + "/3", 200, rebuild("held", ""));
    assertThat(run("rebuild", "search", "--hold").out()).contains("--switch");

    server.answers(
        "/v1/views",
        200,
        "{\"views\":[{\"name\":\"search\",\"rebuild\":" + rebuild("held", "") + "}]}");
    server.answers(REBUILDS + "/3/switch", 202, rebuild("held", ""));
    server.answers(REBUILDS + "/3", 200, rebuild("switched", ""));
    Ran ran = run("rebuild", "search", "--switch");
    assertThat(ran.exitCode()).isEqualTo(ExitCodes.DONE);
    assertThat(ran.out()).contains("generation 8 serves");
  }

  @Test
  void aRebuildThatFailsOrIsRefusedSaysWhy() {
    server.answers(REBUILDS, 202, rebuild("failed", ",\"because\":\"the disk is full\""));
    Ran failed = run("rebuild", "search");
    assertThat(failed.exitCode()).isEqualTo(ExitCodes.FAILED);
    assertThat(failed.out()).contains("what served goes on: the disk is full");

    server.answers(
        "/v1/views/other/rebuilds", 404, "{\"detail\":\"There is no view of that name\"}");
    Ran refused = run("rebuild", "other");
    assertThat(refused.exitCode()).isEqualTo(ExitCodes.FAILED);
    assertThat(refused.err()).contains("There is no view of that name");

    server.answers("/v1/views", 200, "{\"views\":[{\"name\":\"search\"}]}");
    assertThat(run("rebuild", "search", "--cancel").err()).contains("No rebuild of search");
  }

  @Test
  void onlyOneThingIsDoneAtATime() {
    assertThat(run("rebuild", "search", "--back", "--switch").exitCode())
        .isEqualTo(ExitCodes.USAGE);
    assertThat(run("rebuild").exitCode()).isEqualTo(ExitCodes.USAGE);
  }

  @Test
  void equalViewsAreVerifiedAndWhatWasBuiltIsRemoved() {
    server.answers(REBUILDS, 202, rebuild("building", ""));
    server.answers(REBUILDS + "/3", 200, rebuild("held", ""));
    server.answers(COMPARISON, 200, summary(true, ""));

    Ran ran = run("verify");

    assertThat(ran.exitCode()).as(ran.err()).isEqualTo(ExitCodes.DONE);
    assertThat(ran.out()).contains("They are equal.").contains("2-aa");
    assertThat(server.asked().getLast().method()).isEqualTo("DELETE");
  }

  @Test
  void differencesAreToldInWordsAndInTheExitCode() {
    server.answers(
        COMPARISON,
        200,
        """
        {"change":"retagged","id":"p1","title":"One\\u001b[31m","fields":["tags"],"tagsAdded":["new"],"tagsRemoved":["old"]}
        {"change":"changed","id":"p2","title":"Two","fields":["venue","year"]}
        {"change":"merged","id":"p3","papers":["p4"]}
        """
            + summary(false, "\"changed\":1,\"merged\":1,\"retagged\":1"));

    Ran ran = run("verify", "--against", "8");

    assertThat(ran.exitCode()).isEqualTo(ExitCodes.IN_PART);
    assertThat(ran.out())
        .doesNotContain("\u001b")
        .contains("retagged   p1  One [31m  +new  -old")
        .contains("changed    p2  Two  venue, year")
        .contains("merged     p3  → p4")
        .contains("They differ.");
    assertThat(server.asked()).hasSize(1);
  }

  @Test
  void theEnrichmentIsOrderedWatchedAndComparedLikeAView() {
    String rebuilds = "/v1/enrichment/rebuilds";
    server.answers(rebuilds, 202, rebuild("building", ""));
    server.answers(rebuilds + "/3", 200, rebuild("held", ""));
    assertThat(run("rebuild", "enrichment", "--hold").exitCode()).isEqualTo(ExitCodes.DONE);

    server.answers(
        "/v1/views",
        200,
        "{\"views\":[{\"name\":\"search\",\"enrichment\":\"g1\",\"rebuild\":"
            + rebuild("held", ",\"enrichment\":\"g2\"")
            + "}]}");
    server.answers(COMPARISON, 200, summary(true, ""));
    assertThat(run("verify", "--against", "enrichment").exitCode()).isEqualTo(ExitCodes.DONE);
    assertThat(server.asked().getLast().target()).isEqualTo(COMPARISON + "?generation=8");

    server.answers("/v1/enrichment", 200, "{\"rebuild\":" + rebuild("held", "") + "}");
    server.answers(rebuilds + "/3", 200, rebuild("cancelled", ""));
    assertThat(run("rebuild", "enrichment", "--cancel").exitCode()).isEqualTo(ExitCodes.DONE);
    assertThat(run("rebuild", "enrichment", "--rate", "5").err()).contains("no --rate");
  }

  @Test
  void whatIsHeldForItselfIsNotOfTheEnrichment() {
    server.answers(
        "/v1/views",
        200,
        "{\"views\":[{\"name\":\"search\",\"enrichment\":\"g1\",\"rebuild\":"
            + rebuild("held", ",\"enrichment\":\"g1\"")
            + "}]}");
    assertThat(run("verify", "--against", "enrichment").err())
        .contains("No generation of the enrichment is held");
    assertThat(run("verify", "--against", "eight").err()).contains("number of a generation");
  }

  @Test
  void aComparisonThatBreaksOffProvesNothing() {
    server.answers(COMPARISON, 200, "{\"change\":\"changed\",\"id\":\"p2\"}\n");

    Ran ran = run("verify", "--against", "8");

    assertThat(ran.exitCode()).isEqualTo(ExitCodes.FAILED);
    assertThat(ran.err()).contains("broke off");
  }

  private static String summary(boolean equal, String differences) {
    return """
    {"summary":{"equal":%s,"papers":2,"serving":{"papers":"2-aa","redirects":"0-0"},\
    "other":{"papers":"2-aa","redirects":"0-0"},"differences":{%s}}}
    """
        .formatted(equal, differences);
  }
}
