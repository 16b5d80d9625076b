package org.paperwire.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.paperwire.platform.Position;

class BenchPositionsTest {

  private static final String LONG_AGO = "2020-01-01T00:00:00Z";
  private static final String TOMORROW = Instant.now().plusSeconds(86_400).toString();

  /// Answers by id as if nothing had been written, and the export with everything that was, or with
  /// all but the newest version of a paper now and then.
  private static final class Stub implements AutoCloseable {

    private static final Pattern PAPER =
        Pattern.compile("Paper \\d+ of (\\w+), version \\d+.*?\"sourceId\":\"(\\w+)\"");

    private final HttpServer server;
    private final String asOf;
    private final int forgetsEvery;

    // Guarded by this.
    private final Map<String, String> papers = new TreeMap<>();
    private String before = "";
    private int exports;
    private long writes;

    Stub(String asOf, int forgetsEvery) throws IOException {
      this.asOf = asOf;
      this.forgetsEvery = forgetsEvery;
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/", this::answer);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.start();
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
      String path = exchange.getRequestURI().getPath();
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      if (!asOf.isEmpty()) {
        exchange.getResponseHeaders().set("Paperwire-As-Of", asOf);
      }
      if (path.equals("/v1/papers/export")) {
        assertThat(exchange.getRequestHeaders()).containsKey("Paperwire-Min-Position");
        boolean forgets = forgetsEvery > 0 && ++exports % forgetsEvery == 0;
        send(exchange, 200, forgets ? before : String.join("\n", papers.values()));
      } else if (path.equals("/v1/papers")) {
        before = String.join("\n", papers.values());
        for (Matcher paper = PAPER.matcher(body); paper.find(); ) {
          papers.put(paper.group(2), paper.group());
        }
        var position =
            new Position(Map.of(new TopicPartition("paperwire.sightings.v1", 0), ++writes));
        send(exchange, 200, "{\"position\":\"%s\"}".formatted(position.token()));
      } else {
        send(exchange, 404, "{}");
      }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
      exchange.close();
    }

    synchronized void holds(String paper) {
      papers.put("before", paper);
    }

    Ran rounds(int rounds, String... more) {
      var arguments =
          new ArrayList<>(
              List.of(
                  "bench",
                  "positions",
                  "--rounds=" + rounds,
                  "--json",
                  "--server=http://127.0.0.1:" + server.getAddress().getPort()));
      arguments.addAll(List.of(more));
      return Ran.command(arguments.toArray(String[]::new));
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }

  private static JsonNode json(Ran ran) throws IOException {
    return new ObjectMapper().readTree(ran.out());
  }

  @Test
  void whoAlwaysHoldsEverythingAndSaysWhenItIsOldHasNoMiss() throws IOException {
    try (var stub = new Stub(LONG_AGO, 0)) {
      Ran ran = stub.rounds(60);

      assertThat(ran.exitCode()).isEqualTo(ExitCodes.DONE);
      assertThat(json(ran).path("rounds").asInt()).isEqualTo(60);
      assertThat(json(ran).path("misses").asInt()).isZero();
      assertThat(json(ran).path("stale").asInt()).isEqualTo(60);
      assertThat(json(ran).path("statedAgeMillis").path("samples").asInt()).isEqualTo(60);
      assertThat(json(ran).path("waitMillis").path("samples").asInt()).isEqualTo(60);
    }
  }

  @Test
  void anExportThatLacksTheLastWriteIsAMiss() throws IOException {
    try (var stub = new Stub(LONG_AGO, 5)) {
      Ran ran = stub.rounds(20, "--writers=1", "--load=0");

      assertThat(ran.exitCode()).isEqualTo(ExitCodes.FAILED);
      assertThat(json(ran).path("misses").asInt()).isEqualTo(4);
    }
  }

  @Test
  void anOldAnswerThatDoesNotSaySoIsCounted() throws IOException {
    try (var stub = new Stub("", 0)) {
      Ran ran = stub.rounds(10);

      assertThat(ran.exitCode()).isEqualTo(ExitCodes.FAILED);
      assertThat(json(ran).path("staleAndUnsaid").asInt()).isEqualTo(10);
    }
    try (var stub = new Stub(TOMORROW, 0)) {
      Ran ran = stub.rounds(10);

      assertThat(ran.exitCode()).isEqualTo(ExitCodes.FAILED);
      assertThat(json(ran).path("staleAndWrong").asInt()).isEqualTo(10);
    }
  }

  @Test
  void anExportThatIsTooLargeToBeReadAgainAndAgainIsRefused() throws IOException {
    try (var stub = new Stub(LONG_AGO, 0)) {
      stub.holds("x".repeat(600_000));

      Ran ran = stub.rounds(10);

      assertThat(ran.exitCode()).isEqualTo(ExitCodes.FAILED);
      assertThat(ran.err()).contains("too many papers", "--data");
    }
  }

  @Test
  void laterVersionsCountForMoreAndAMissingPaperIsAMiss() {
    var ledger = new PositionLedger("run1");
    ledger.acknowledge(Map.of(1, 2, 2, 5), Position.START);
    ledger.acknowledge(Map.of(2, 4), Position.START);

    var read = ledger.read(ledger.line(1, 3) + "\n" + ledger.line(2, 5));

    assertThat(read).isEqualTo(Map.of(1, 3, 2, 5));
    assertThat(ledger.standing().missingIn(read)).isZero();
    assertThat(ledger.standing().missingIn(Map.of(1, 1, 2, 5))).isEqualTo(1);
    assertThat(ledger.standing().missingIn(Map.of(1, 2))).isEqualTo(1);
    assertThat(ledger.read("Paper 1 of run12, version 9")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--rounds=0", "--writers=0", "--writers=1000", "--load=-1"})
  void whatCannotBeMeasuredIsAUsageError(String option) {
    assertThat(Ran.command("bench", "positions", option).exitCode()).isEqualTo(ExitCodes.USAGE);
  }
}
