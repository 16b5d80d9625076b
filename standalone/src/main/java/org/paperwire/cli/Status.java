package org.paperwire.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.paperwire.client.Answer;
import org.paperwire.client.Server;
import org.paperwire.standalone.Memory;
import org.paperwire.standalone.RunFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Says what runs and how far it is.
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    header = "Say what runs, where, and how far it is.",
    description = {
      "Say whether Paperwire runs on the data folder, where its doors are, whether it is ready and "
          + "what is lacking, which generation of the enrichment serves, how far the views are, and "
          + "what memory it takes.",
      "",
      "Memory is what the processes have for themselves (RssAnon); it is told on Linux alone."
    },
    footer = {"", "Exit codes: 0 ready; 1 running and not ready; 3 not running."})
final class Status implements Callable<Integer> {

  private static final Set<String> FRAMEWORK =
      Set.of(
          "compositeDiscoveryClient()",
          "diskSpace",
          "service",
          "deadlockedThreads",
          "gracefulShutdown");

  @Mixin private final Folder folder = new Folder();

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    Optional<RunFile> running = RunFile.ofRunning(folder.folder());
    if (running.isEmpty()) {
      out.println(
          json
              ? Server.JSON.createObjectNode().put("state", "down")
              : "No Paperwire runs on " + folder.folder().root() + ".");
      return ExitCodes.NOT_RUNNING;
    }
    ObjectNode status = statusOf(running.get());
    if (json) {
      out.println(Server.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(status));
    } else {
      print(status, out);
    }
    return status.path("state").asText().equals("ready") ? ExitCodes.DONE : ExitCodes.FAILED;
  }

  private ObjectNode statusOf(RunFile stack) throws InterruptedException {
    JsonNode health = ask(stack, "/health");
    boolean ready = health.path("status").asText().equals("UP");
    ObjectNode status = Server.JSON.createObjectNode();
    status.put("state", ready ? "ready" : notReady(stack));
    status.put("version", stack.version());
    status.put("data", folder.folder().root().toString());
    status.put("http", stack.http());
    status.put("kafka", stack.kafka());
    status.put("registry", stack.registry());
    status.put("uptimeSeconds", (System.currentTimeMillis() - stack.startedAt()) / 1000);
    status.put("startMillis", stack.readyAfterMillis());
    status.set("health", health.path("details").isMissingNode() ? health : health.path("details"));
    JsonNode views = ask(stack, "/v1/views");
    if (views.has("views") || views.isArray()) {
      status.set("views", views.isArray() ? views : views.path("views"));
    }
    JsonNode enrichment = ask(stack, "/v1/enrichment");
    if (enrichment.has("serving")) {
      status.set("enrichment", enrichment);
    }
    addProcesses(stack, status);
    return status;
  }

  private static String notReady(RunFile stack) {
    return stack.state().equals(RunFile.READY) ? "not ready" : stack.state();
  }

  private static JsonNode ask(RunFile stack, String path) throws InterruptedException {
    try (var server = new Server(URI.create(stack.http()), Optional.empty())) {
      Answer answer = server.get(path);
      return answer.status() == 404 ? MissingNode.getInstance() : answer.body();
    } catch (IOException e) {
      return MissingNode.getInstance(); // The services are starting, or starting again.
    }
  }

  private static void addProcesses(RunFile stack, ObjectNode status) {
    Map<String, Long> ids = new LinkedHashMap<>();
    ids.put("supervisor", stack.pid());
    stack.children().keySet().stream().sorted().forEach(n -> ids.put(n, stack.children().get(n)));
    ArrayNode processes = status.putArray("processes");
    long sum = 0;
    for (var process : ids.entrySet()) {
      var line = processes.addObject().put("name", process.getKey()).put("pid", process.getValue());
      var bytes = Memory.anonymousBytes(process.getValue());
      if (bytes.isPresent()) {
        line.put("rssAnonBytes", bytes.getAsLong());
        sum += bytes.getAsLong();
      }
    }
    if (sum > 0) {
      status.put("rssAnonBytes", sum);
    }
  }

  private static void print(ObjectNode status, PrintWriter out) {
    out.printf(
        "Paperwire %s is %s, up for %s%n%n",
        status.path("version").asText(),
        status.path("state").asText(),
        words(Duration.ofSeconds(status.path("uptimeSeconds").asLong())));
    line(out, "page and API", status.path("http").asText());
    line(out, "Kafka", status.path("kafka").asText());
    line(out, "registry", status.path("registry").asText());
    line(out, "data", status.path("data").asText());
    if (status.path("startMillis").asLong() > 0) {
      line(out, "start took", "%.1f s".formatted(status.path("startMillis").asLong() / 1000.0));
    }
    status.path("health").properties().stream()
        .filter(part -> isWorthALine(part.getKey(), part.getValue()))
        .forEach(part -> line(out, part.getKey(), health(part.getValue())));
    if (status.has("enrichment")) {
      line(out, "enrichment", enrichment(status.path("enrichment")));
    }
    status.path("views").forEach(view -> line(out, "view", view(view)));
    if (status.has("rssAnonBytes")) {
      line(out, "memory", megabytes(status.path("rssAnonBytes")) + " (RssAnon)");
      status
          .path("processes")
          .forEach(
              p ->
                  out.printf(
                      "    %-11s %8s  pid %d%n",
                      p.path("name").asText(),
                      megabytes(p.path("rssAnonBytes")),
                      p.path("pid").asLong()));
    }
  }

  /// What the framework adds of itself is of interest only when something is wrong.
  private static boolean isWorthALine(String part, JsonNode health) {
    return !health.path("status").asText().equals("UP")
        || !FRAMEWORK.contains(part) && !part.startsWith("view-");
  }

  private static String health(JsonNode part) {
    String details = part.path("details").isMissingNode() ? "" : "  " + part.path("details");
    return part.path("status").asText() + details;
  }

  static String enrichment(JsonNode enrichment) {
    JsonNode serving = enrichment.path("serving");
    JsonNode before = enrichment.path("before");
    JsonNode rebuild = enrichment.path("rebuild");
    return "generation %s since %s%s%s"
        .formatted(
            serving.path("generation").asText(),
            serving.path("since").asText(),
            before.isMissingNode() ? "" : ", before that " + before.path("generation").asText(),
            beside(rebuild, rebuild.path("enrichment").asText()));
  }

  static String view(JsonNode view) {
    JsonNode rebuild = view.path("rebuild");
    return "%s, generation %d, %s, %d documents, lag %d%s"
        .formatted(
            view.path("name").asText(),
            view.path("generation").asInt(),
            view.path("state").asText(),
            view.path("documents").asLong(),
            view.path("lag").asLong(),
            beside(rebuild, rebuild.path("generation").asText()));
  }

  private static String beside(JsonNode rebuild, String generation) {
    return switch (rebuild.path("state").asText()) {
      case "building" ->
          "; generation %s is built beside it, %d %%%s"
              .formatted(
                  generation,
                  100 * rebuild.path("done").asLong() / Math.max(1, rebuild.path("total").asLong()),
                  rebuild.has("etaSeconds")
                      ? ", %d s left".formatted(rebuild.path("etaSeconds").asLong())
                      : "");
      case "held" -> "; generation %s is held beside it".formatted(generation);
      default -> "";
    };
  }

  private static void line(PrintWriter out, String name, String value) {
    out.printf("  %-13s %s%n", name, value);
  }

  static String megabytes(JsonNode bytes) {
    return bytes.isMissingNode() ? "-" : Math.round(bytes.asLong() / 1e6) + " MB";
  }

  private static String words(Duration time) {
    if (time.toMinutes() < 2) {
      return time.toSeconds() + " s";
    }
    return time.toHours() < 2 ? time.toMinutes() + " min" : time.toHours() + " h";
  }
}
