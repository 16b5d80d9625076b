package org.paperwire.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.ConnectException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.paperwire.client.Server;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Shows changes as they happen.
@Command(
    name = "tail",
    mixinStandardHelpOptions = true,
    header = "Show changes as they happen.",
    description = {
      "Show every change of every paper, a line each: when, what happened, title, paper id, tags. "
          + "A connection that is lost is taken up again where it broke, so that nothing is missed "
          + "and nothing comes twice. Ctrl-C ends it."
    },
    footer = {
      "",
      "Exit codes: 0 ended by Ctrl-C or --limit; 1 refused; 3 nobody answers when it starts."
    })
final class Tail implements Callable<Integer> {

  private static final Duration RETRY = Duration.ofSeconds(2);
  private static final Duration RETRY_MAX = Duration.ofSeconds(30);
  private static final int SERVICE_UNAVAILABLE = 503;
  private static final int GONE = 410;

  @Option(
      names = "--tag",
      paramLabel = "T",
      description = "Only papers with this tag; given again, with all of them.")
  private List<String> tags = List.of();

  @Option(
      names = "--source",
      paramLabel = "S",
      description = "Only papers that this source showed.")
  private Optional<String> source = Optional.empty();

  @Option(names = "--query", paramLabel = "Q", description = "Only papers that a search finds.")
  private Optional<String> query = Optional.empty();

  @Option(
      names = "--from",
      paramLabel = "WHEN",
      defaultValue = "latest",
      description =
          "Where to begin: earliest, latest, a cursor, an instant or a day (default: "
              + "${DEFAULT-VALUE}).")
  private String from = "latest";

  @Option(names = "--limit", paramLabel = "N", description = "End after so many changes.")
  private Optional<Long> limit = Optional.empty();

  @Option(names = "--json", description = "Print each change as the JSON that came, a line each.")
  private boolean json;

  @Mixin private final Connection connection = new Connection();

  @Spec private CommandSpec spec = CommandSpec.create();

  private long shown;
  private Duration retry = RETRY;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    // A person who stops it has seen what there was to see: that is no failure.
    Thread onStop =
        new Thread(
            () -> {
              out.flush();
              Runtime.getRuntime().halt(ExitCodes.DONE);
            });
    Runtime.getRuntime().addShutdownHook(onStop);
    try (Server server = connection.open()) {
      follow(server, out);
      return ExitCodes.DONE;
    } finally {
      forget(onStop);
    }
  }

  private static void forget(Thread onStop) {
    try {
      Runtime.getRuntime().removeShutdownHook(onStop);
    } catch (IllegalStateException e) {
      // It is being stopped already.
    }
  }

  private void follow(Server server, PrintWriter out)
      throws IOException, InterruptedException, Refusal {
    boolean everConnected = false;
    while (!isDone(out)) {
      try {
        HttpResponse<InputStream> answer = server.open(address());
        if (answer.statusCode() == 200) {
          everConnected = true;
          listen(answer.body(), out);
          tell("The stream ended; going on where it was.");
        } else {
          waitOrRefuse(answer);
        }
      } catch (ConnectException e) {
        if (!everConnected) {
          throw e;
        }
        tell("Nobody answers; trying again in " + retry.toSeconds() + " s.");
      } catch (IOException e) {
        tell("The connection was lost; going on where it was.");
      }
      if (!isDone(out)) {
        Thread.sleep(retry);
      }
    }
  }

  private boolean isDone(PrintWriter out) {
    // checkError: whoever reads our output (`| head`) has left.
    return limit.isPresent() && shown >= limit.get() || out.checkError();
  }

  private void tell(String sentence) {
    if (limit.isEmpty() || shown < limit.get()) {
      spec.commandLine().getErr().println(sentence);
    }
  }

  private String address() {
    var parameters = new ArrayList<String>();
    tags.forEach(tag -> parameters.add(parameter("tag", tag)));
    source.ifPresent(name -> parameters.add(parameter("source", name)));
    query.ifPresent(words -> parameters.add(parameter("q", words)));
    parameters.add(parameter("from", from));
    return "/v1/feed?" + String.join("&", parameters);
  }

  private static String parameter(String name, String value) {
    return name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private void waitOrRefuse(HttpResponse<InputStream> answer) throws IOException, Refusal {
    String detail;
    try (InputStream body = answer.body()) {
      detail = detail(body.readNBytes(64 << 10));
    }
    if (answer.statusCode() == SERVICE_UNAVAILABLE) {
      retry = Duration.ofSeconds(answer.headers().firstValueAsLong("Retry-After").orElse(2));
      bound();
      tell(PaperText.clean(detail) + " Trying again in " + retry.toSeconds() + " s.");
      return;
    }
    String hint = answer.statusCode() == GONE ? " Begin again with --from earliest." : "";
    throw new Refusal(ExitCodes.FAILED, PaperText.clean(detail) + hint);
  }

  private static String detail(byte[] body) throws IOException {
    try {
      return Server.JSON.readTree(body).path("detail").asText("It was refused.");
    } catch (JsonProcessingException e) {
      return "It was refused.";
    }
  }

  private void bound() {
    retry = retry.compareTo(RETRY_MAX) > 0 ? RETRY_MAX : retry;
  }

  /// Reads a stream until it ends. Its place is where the next connection begins.
  private void listen(InputStream body, PrintWriter out) throws IOException {
    String id = from;
    String data = "";
    try (var silence = new SilenceGuard(body);
        var lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null && !isDone(out); line = lines.readLine()) {
        silence.heard();
        if (line.startsWith("id: ")) {
          id = line.substring("id: ".length());
        } else if (line.startsWith("data: ")) {
          data = line.substring("data: ".length());
        } else if (line.startsWith("retry: ")) {
          retry = Duration.ofMillis(Long.parseLong(line.substring("retry: ".length()).strip()));
          bound();
        } else if (line.isEmpty()) {
          from = id;
          if (!data.isEmpty()) {
            show(data, out);
          }
          data = "";
        }
      }
    } catch (NumberFormatException e) {
      throw new IOException("what came is no feed", e);
    }
  }

  private void show(String data, PrintWriter out) throws IOException {
    shown++;
    if (json) {
      out.println(data);
    } else {
      JsonNode change = Server.JSON.readTree(data);
      JsonNode paper = change.path("paper");
      String tags =
          paper.path("tags").findValues("tag").stream()
              .map(tag -> PaperText.clean(tag.asText()))
              .distinct()
              .collect(Collectors.joining(", "));
      out.printf(
          "%s  %-10s  %s  %s%s%n",
          PaperText.text(change, "at"),
          PaperText.text(change, "kind"),
          PaperText.text(paper, "title"),
          PaperText.text(change, "paperId"),
          tags.isEmpty() ? "" : "  " + tags);
    }
    out.flush();
  }
}
