package org.paperwire.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.paperwire.cli.LatencyRun.Plan;
import org.paperwire.cli.PaperTimes.Door;
import org.paperwire.cli.PaperTimes.Outcome;
import org.paperwire.client.Server;

class BenchLatencyTest {

  private static final Duration A_TENTH = Duration.ofMillis(100);
  private static final String NOTHING = "nothing";

  private static Outcome run(StubStack stack, int rate) throws Exception {
    try (var server = new Server(URI.create(stack.address()), Optional.empty())) {
      return new LatencyRun(server, new Plan(rate, A_TENTH, A_TENTH.multipliedBy(3), 10)).run();
    }
  }

  @Test
  void everyPaperIsFollowedFromItsAnswerToEachDoor() throws Exception {
    try (var stack = new StubStack(NOTHING)) {
      Outcome outcome = run(stack, 1_000);

      assertThat(outcome.papers()).isEqualTo(300);
      assertThat(outcome.isComplete()).isTrue();
      assertThat(stack.requests()).as("ten papers each").isEqualTo(40);
      assertThat(outcome.answer().micros().getTotalCount()).isEqualTo(300);
      assertThat(outcome.at(Door.ON_THE_FEED).micros().getTotalCount()).isEqualTo(300);
      assertThat(outcome.at(Door.BY_ID).micros().getTotalCount()).isEqualTo(3);
      assertThat(outcome.at(Door.IN_SEARCH).micros().getTotalCount()).isEqualTo(3);
      assertThat(outcome.at(Door.BY_ID).millis(100)).as("asked for a second time").isGreaterThan(0);
    }
  }

  @Test
  void whatDoesNotComeOnTheFeedIsMissing() throws Exception {
    try (var stack = new StubStack("7")) {
      Thread.startVirtualThread(
          () -> {
            while (stack.requests() < 40) {
              Thread.onSpinWait();
            }
            stack.endFeed();
          });

      Outcome outcome = run(stack, 100);

      assertThat(outcome.at(Door.ON_THE_FEED).missing()).isEqualTo(3);
      assertThat(outcome.isComplete()).isFalse();
    }
  }

  @Test
  void programsGetTheSameNumbers() throws IOException {
    try (var stack = new StubStack(NOTHING)) {
      Ran ran =
          Ran.command(
              "bench",
              "latency",
              "--rates=20",
              "--seconds=1",
              "--warm-up=0",
              "--json",
              "--server=" + stack.address());

      JsonNode run = new ObjectMapper().readTree(ran.out()).path("runs").path(0);
      assertThat(ran.exitCode()).isEqualTo(ExitCodes.DONE);
      assertThat(run.path("papersPerSecond").asInt()).isEqualTo(20);
      assertThat(run.path("papers").asInt()).isEqualTo(20);
      assertThat(run.path("on-the-feed").path("samples").asInt()).isEqualTo(20);
      assertThat(run.path("by-id").path("samples").asInt()).isEqualTo(2);
      assertThat(run.path("in-search").path("missing").asInt()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--rates=0", "--rates=1,x", "--seconds=0", "--polled=0", "--warm-up=-1"})
  void whatCannotBeMeasuredIsAUsageError(String option) {
    assertThat(Ran.command("bench", "latency", option).exitCode()).isEqualTo(ExitCodes.USAGE);
  }

  @Test
  void withoutAnybodyThereItSaysSo() throws IOException {
    String address;
    try (var stack = new StubStack(NOTHING)) {
      address = stack.address();
    }

    assertThat(Ran.command("bench", "latency", "--server=" + address).exitCode())
        .isEqualTo(ExitCodes.NOT_RUNNING);
  }
}
