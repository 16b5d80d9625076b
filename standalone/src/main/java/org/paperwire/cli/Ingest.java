package org.paperwire.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.net.ConnectException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.paperwire.client.Answer;
import org.paperwire.client.Contents;
import org.paperwire.client.Server;
import org.paperwire.client.Upload;
import org.paperwire.platform.Position;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Sends files.
@Command(
    name = "ingest",
    mixinStandardHelpOptions = true,
    header = "Send files.",
    description = {
      "Send files of any known format, packed with gzip or zstd or not, and wait until what they say "
          + "can be read. What a file is is told from its content: lists of papers in Paperwire's own "
          + "JSON are streamed, everything else is sent as the capture that it is.",
      "",
      "Sending a file again changes nothing."
    },
    footer = {
      "",
      "Exit codes: 0 all of it went in and can be read; 1 something went wrong; 3 nobody answers;",
      "4 something was rejected, a file was refused, or what was written cannot be read yet.",
      "",
      "Examples:",
      "  ./paperwire ingest pages/*.txt --captured-at 2026-11-20",
      "  zstd -dc papers.ndjson.zst | ./paperwire ingest - --json"
    })
final class Ingest implements Callable<Integer> {

  private static final Duration BUSY_PATIENCE = Duration.ofSeconds(60);
  private static final int REJECTS_SHOWN = 10;

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "Files to send; - is the standard input.")
  private List<String> files = List.of();

  @Option(
      names = "--source",
      paramLabel = "S",
      description = "Who says so, such as huggingface (default: told from the content).")
  private @Nullable String source;

  @Option(
      names = "--captured-at",
      paramLabel = "DATE",
      description =
          "When the pages were captured, such as 2026-11-20: settles dates without a year.")
  private @Nullable String capturedAt;

  @Option(names = "--no-wait", description = "Do not wait until it can be read.")
  private boolean noWait;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "120",
      description = "How long to wait until it can be read (default: ${DEFAULT-VALUE}).")
  private int waitSeconds;

  @Option(names = "--json", description = "Print one JSON object at the end.")
  private boolean json;

  @Option(names = "--url", paramLabel = "URL", description = "The same as --server.")
  private @Nullable URI url;

  @Mixin private final Connection connection = new Connection();

  @Spec private CommandSpec spec = CommandSpec.create();

  private final ArrayNode reports = Server.JSON.createArrayNode();
  private Position position = Position.START;
  private long taken;
  private long rejected;
  private int refused;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    long began = System.nanoTime();
    try (Server server = connection.open(Optional.ofNullable(url))) {
      for (int i = 0; i < files.size(); i++) {
        send(server, files.get(i), i, out);
      }
      boolean visible = noWait || position.equals(Position.START) || awaitVisible(server);
      report(out, visible, (System.nanoTime() - began) / 1e9);
      return rejected == 0 && refused == 0 && visible ? ExitCodes.DONE : ExitCodes.IN_PART;
    }
  }

  private void send(Server server, String file, int index, PrintWriter out)
      throws IOException, InterruptedException {
    ObjectNode report = reports.addObject().put("file", file);
    try (var progress = Progress.of(file, index, files.size(), json)) {
      Upload upload = file.equals("-") ? standardInput() : file(Path.of(file), progress);
      count(server.send(upload, BUSY_PATIENCE), report);
    } catch (ConnectException e) {
      throw e; // Nobody there for the other files either.
    } catch (IOException e) {
      refused++;
      report.put(
          "error",
          e instanceof NoSuchFileException ? "no such file" : String.valueOf(e.getMessage()));
    }
    if (!json) {
      print(report, out);
    }
  }

  private void count(Answer answer, ObjectNode report) {
    report.put("status", answer.status());
    if (!answer.isOk()) {
      refused++;
      report.put("error", answer.problem());
      return;
    }
    JsonNode body = answer.body();
    long count = body.path("sightings").asLong(body.path("accepted").asLong());
    taken += count;
    long bad = body.path("rejectedCount").asLong(body.path("rejected").size());
    rejected += bad;
    report.put("format", body.path("format").asText("papers"));
    report.put("sightings", count);
    report.put("rejectedCount", bad);
    report.set("rejected", body.path("rejected"));
    report.put("position", body.path("position").asText());
    position = Position.parse(body.path("position").asText()).map(position::max).orElse(position);
  }

  private boolean awaitVisible(Server server) throws IOException, InterruptedException {
    return server.awaitVisible(position.token(), Duration.ofSeconds(waitSeconds));
  }

  private Upload file(Path path, LongConsumer progress) throws IOException {
    byte[] beginning;
    try (InputStream in = Files.newInputStream(path)) {
      beginning = in.readNBytes(Contents.BEGINNING_BYTES);
    }
    return Upload.file(
        path, Contents.kindOf(beginning), parameters(path.getFileName().toString()), progress);
  }

  private Upload standardInput() throws IOException {
    var in = new BufferedInputStream(System.in, Contents.BEGINNING_BYTES);
    in.mark(Contents.BEGINNING_BYTES);
    byte[] beginning = in.readNBytes(Contents.BEGINNING_BYTES);
    in.reset();
    return Upload.stream("-", in, Contents.kindOf(beginning), parameters("standard-input"));
  }

  private Map<String, String> parameters(String name) {
    var parameters = new LinkedHashMap<String, String>();
    parameters.put("name", name);
    Optional.ofNullable(source).ifPresent(value -> parameters.put("source", value));
    Optional.ofNullable(capturedAt).ifPresent(value -> parameters.put("capturedAt", value));
    return parameters;
  }

  private static void print(ObjectNode report, PrintWriter out) {
    if (report.has("error")) {
      out.printf("%s: %s%n", report.path("file").asText(), report.path("error").asText());
      out.flush();
      return;
    }
    JsonNode rejects = report.path("rejected");
    out.printf(
        "%s: %d sightings, %d rejected (%s)%n",
        report.path("file").asText(),
        report.path("sightings").asLong(),
        report.path("rejectedCount").asLong(),
        report.path("format").asText());
    for (int i = 0; i < Math.min(rejects.size(), REJECTS_SHOWN); i++) {
      out.printf("  rejected: %s%n", rejects.get(i));
    }
    if (report.path("rejectedCount").asLong() > REJECTS_SHOWN) {
      out.printf("  … and %d more%n", report.path("rejectedCount").asLong() - REJECTS_SHOWN);
    }
    out.flush();
  }

  private void report(PrintWriter out, boolean visible, double seconds) {
    if (json) {
      ObjectNode all = Server.JSON.createObjectNode();
      all.put("sightings", taken).put("rejected", rejected).put("refused", refused);
      if (!noWait) {
        all.put("visible", visible);
      }
      all.put("position", position.token()).put("seconds", seconds);
      all.set("files", reports);
      out.println(all.toPrettyString());
      return;
    }
    out.printf(
        "%d files: %d sightings, %d rejected, %d files refused%s after %.1f s%n",
        files.size(), taken, rejected, refused, ending(visible), seconds);
  }

  private String ending(boolean visible) {
    if (noWait) {
      return "; sent";
    }
    return visible ? "; readable" : "; sent, but not readable yet";
  }
}
