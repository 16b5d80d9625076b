package org.paperwire.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/// The real thing on a data folder of its own: the distribution's processes, started by the command
/// line as a person would, and driven over HTTP.
final class RunningStack implements AutoCloseable {

  private static final Duration START_MAX = Duration.ofMinutes(4);
  private static final Duration STOP_MAX = Duration.ofSeconds(60);
  private static final Duration COMMAND_MAX = Duration.ofMinutes(4);
  private static final int LOG_LINES = 40;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Distribution distribution = Distribution.find();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final StackFolder folder;
  private final Path output;
  private Process supervisor;
  private RunFile run;
  private final Map<String, String> environment = new HashMap<>();

  private RunningStack(Path root) {
    this.folder = new StackFolder(root.resolve("data"));
    this.output = root.resolve("output.txt");
  }

  /// Starts one on free ports.
  static RunningStack on(Path root) throws IOException {
    return new RunningStack(root).start(0, 0, 0);
  }

  /// One that is not started yet.
  static RunningStack in(Path root) {
    return new RunningStack(root);
  }

  /// A variable of the environment of whatever is started next.
  RunningStack with(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /// Starts one that wants ports.
  static RunningStack on(Path root, int http, int kafka, int registry) throws IOException {
    return new RunningStack(root).start(http, kafka, registry);
  }

  private RunningStack start(int httpPort, int kafkaPort, int registryPort) throws IOException {
    supervisor =
        command(
                "up",
                "--no-live",
                "--port=" + httpPort,
                "--kafka-port=" + kafkaPort,
                "--registry-port=" + registryPort)
            .redirectOutput(output.toFile())
            .start();
    await()
        .atMost(START_MAX)
        .pollInterval(Duration.ofMillis(100))
        .until(
            () -> {
              assertThat(supervisor.isAlive()).as(said()).isTrue();
              return RunFile.ofRunning(folder)
                  .filter(file -> file.state().equals(RunFile.READY))
                  .isPresent();
            });
    run = RunFile.ofRunning(folder).orElseThrow();
    return this;
  }

  /// Starts it again on the same folder.
  void startAgain() throws IOException {
    start(0, 0, 0);
  }

  /// What the supervisor printed.
  String said() throws IOException {
    return Files.readString(output);
  }

  /// Runs a command of the command line on this folder; answers its exit code.
  int runs(String... arguments) throws IOException, InterruptedException {
    Path said = output.resolveSibling("command.txt");
    Process process = command(arguments).redirectOutput(said.toFile()).start();
    if (!process.waitFor(COMMAND_MAX.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(
          "%s does not end.%n%s%n%s"
              .formatted(List.of(arguments), Files.readString(said), whatItIsDoing()));
    }
    if (process.exitValue() != 0) {
      System.err.printf(
          "%s ended with %d: %s%n",
          List.of(arguments), process.exitValue(), Files.readString(said).strip());
    }
    return process.exitValue();
  }

  /// What to look at when something takes for ever.
  private String whatItIsDoing() throws IOException, InterruptedException {
    var words = new StringBuilder();
    for (ProcessHandle child : children()) {
      Path jcmd = Distribution.java().resolveSibling("jcmd");
      Process dump =
          new ProcessBuilder(jcmd.toString(), Long.toString(child.pid()), "Thread.print")
              .redirectErrorStream(true)
              .start();
      try (InputStream out = dump.getInputStream()) {
        words.append(new String(out.readAllBytes(), StandardCharsets.UTF_8)).append('\n');
      }
    }
    List<String> log = Files.readAllLines(folder.log("services"));
    return words
        .append(String.join("\n", log.subList(Math.max(0, log.size() - LOG_LINES), log.size())))
        .append('\n')
        .append(get("/v1/views"))
        .append('\n')
        .append(get("/v1/enrichment"))
        .toString();
  }

  private ProcessBuilder command(String... arguments) {
    var command =
        new ArrayList<>(
            List.of(
                Distribution.java().toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-D" + Distribution.PROPERTY + "=" + distribution.root(),
                "-Dpaperwire.home=" + distribution.root().resolve("../../..").normalize(),
                "-cp",
                distribution.jar().toString(),
                "org.paperwire.cli.Paperwire"));
    command.addAll(List.of(arguments));
    command.add("--data=" + folder.root());
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("PAPERWIRE_CACHES", "off");
    builder.environment().putAll(environment);
    return builder;
  }

  /// Stops it as `Ctrl-C` and `./paperwire down` do.
  void stop() throws InterruptedException {
    supervisor.destroy();
    assertThat(supervisor.waitFor(STOP_MAX.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(supervisor.exitValue()).isZero();
  }

  /// `kill -9` of all four processes at once.
  void killEverything() throws InterruptedException {
    List<ProcessHandle> children = children();
    supervisor.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
    supervisor.waitFor();
    children.forEach(child -> child.onExit().join());
  }

  /// `kill -9` of the supervisor alone.
  void killSupervisor() throws InterruptedException {
    supervisor.destroyForcibly().waitFor();
  }

  /// `kill -9` of one child, as it runs now: a supervisor starts those again that died.
  void killChild(String name) throws IOException {
    RunFile now = RunFile.ofRunning(folder).orElseThrow();
    ProcessHandle.of(now.children().get(name)).orElseThrow().destroyForcibly();
  }

  /// As they run now: those that died were started again.
  List<ProcessHandle> children() {
    RunFile now;
    try {
      now = RunFile.ofRunning(folder).orElse(run);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return now.children().values().stream().flatMap(pid -> ProcessHandle.of(pid).stream()).toList();
  }

  RunFile addresses() {
    return run;
  }

  /// Orders a rebuild of the search view; answers with the status.
  int startsRebuild(String query) throws IOException, InterruptedException {
    return posts("/v1/views/search/rebuilds" + query);
  }

  /// Posts nothing; answers with the status.
  int posts(String path) throws IOException, InterruptedException {
    return http.send(request(path).POST(BodyPublishers.noBody()).build(), BodyHandlers.discarding())
        .statusCode();
  }

  /// Sends papers without waiting until they show; answers the position.
  String says(String lines) throws IOException, InterruptedException {
    var answer =
        http.send(
            request("/v1/papers")
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString(lines))
                .build(),
            BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body()).path("position").asText();
  }

  /// The status of a question that demands a position, and waits so many seconds for it.
  int statusAt(String position, int seconds) throws IOException, InterruptedException {
    var request =
        request("/v1/papers?limit=1")
            .header("Paperwire-Min-Position", position)
            .header("Prefer", "wait=" + seconds)
            .build();
    return http.send(request, BodyHandlers.discarding()).statusCode();
  }

  /// The lines of an answer.
  List<String> lines(String path) throws IOException, InterruptedException {
    var answer = http.send(request(path).build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body().lines().toList();
  }

  /// The status of a question.
  int status(String path) throws IOException, InterruptedException {
    return http.send(request(path).build(), BodyHandlers.discarding()).statusCode();
  }

  JsonNode get(String path) throws IOException, InterruptedException {
    var answer = http.send(request(path).build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  /// Sends a body and waits until what it says can be read.
  JsonNode sends(String path, byte[] body) throws IOException, InterruptedException {
    return sends(path, body, "application/octet-stream");
  }

  /// Sends JSON and waits until it shows.
  JsonNode sendsJson(String path, String body) throws IOException, InterruptedException {
    return sends(path, body.getBytes(StandardCharsets.UTF_8), "application/json");
  }

  private JsonNode sends(String path, byte[] body, String contentType)
      throws IOException, InterruptedException {
    var answer =
        http.send(
            request(path)
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofByteArray(body))
                .build(),
            BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    JsonNode taken = JSON.readTree(answer.body());
    awaitPosition(taken.path("position").asText());
    return taken;
  }

  JsonNode sends(String path, String body) throws IOException, InterruptedException {
    return sends(path, body.getBytes(StandardCharsets.UTF_8));
  }

  /// Sends papers, a line each, to a stack that does not live to the end of it.
  void sendsUntilItBreaks(InputStream lines) {
    var request =
        request("/v1/papers")
            .header("Content-Type", "application/x-ndjson")
            .POST(BodyPublishers.ofInputStream(() -> lines))
            .build();
    try {
      var answer = http.send(request, BodyHandlers.discarding());
      throw new AssertionError("it was answered: " + answer.statusCode());
    } catch (IOException e) {
      // As expected: nobody is left to answer.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void awaitPosition(String position) {
    await().atMost(Duration.ofMinutes(2)).until(() -> statusAt(position, 10) == 200);
  }

  /// Every paper, a line each.
  String export() throws IOException, InterruptedException {
    var answer = http.send(request("/v1/papers/export").build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  /// The papers with exactly this title.
  List<JsonNode> titled(String title) throws IOException, InterruptedException {
    var papers = new ArrayList<JsonNode>();
    for (String line : export().lines().toList()) {
      JsonNode paper = JSON.readTree(line);
      if (paper.path("title").asText().equals(title)) {
        papers.add(paper);
      }
    }
    return papers;
  }

  /// Where topics end: what changes when anything at all is written.
  Map<TopicPartition, Long> endOffsets(String... topics) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", run.kafka()))) {
      var asked = new HashMap<TopicPartition, OffsetSpec>();
      for (var topic : admin.describeTopics(List.of(topics)).allTopicNames().get().values()) {
        topic
            .partitions()
            .forEach(
                p ->
                    asked.put(
                        new TopicPartition(topic.name(), p.partition()), OffsetSpec.latest()));
      }
      var ends = new HashMap<TopicPartition, Long>();
      admin.listOffsets(asked).all().get().forEach((p, end) -> ends.put(p, end.offset()));
      return ends;
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(run.http() + path)).timeout(Duration.ofMinutes(2));
  }

  @Override
  public void close() throws InterruptedException {
    if (supervisor.isAlive()) {
      killEverything();
    }
    http.shutdownNow();
  }
}
