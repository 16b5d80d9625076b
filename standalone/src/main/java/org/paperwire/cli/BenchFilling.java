package org.paperwire.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.paperwire.client.Answer;
import org.paperwire.client.Contents;
import org.paperwire.client.Server;
import org.paperwire.client.Upload;
import org.paperwire.platform.Position;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What a benchmark fills a Paperwire with: files that somebody names, or else invented papers.
final class BenchFilling {

  private static final Duration PATIENCE = Duration.ofHours(3);
  private static final int REQUEST = 500;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description =
          "Files of any known format, packed or not, to fill it with instead of invented papers.")
  private List<Path> files = List.of();

  @Option(
      names = "--papers",
      paramLabel = "N",
      defaultValue = "5000",
      description = "How many to invent where no FILE is named (default: ${DEFAULT-VALUE}).")
  private int papers;

  /// Whether somebody named files.
  boolean isNamed() {
    return !files.isEmpty();
  }

  /// Fills a stack of the benchmark's own; leaves one that ran before as it is.
  ///
  /// @throws Refusal also when files are named that would go into somebody's Paperwire
  void prepare(BenchStack stack, Server server, Consumer<String> says)
      throws IOException, InterruptedException, Refusal {
    if (stack.isItsOwn()) {
      var _ = fill(server, says);
    } else if (isNamed()) {
      throw new Refusal(
          ExitCodes.USAGE, "FILEs fill one of its own: name a --data folder on which none runs.");
    }
  }

  /// Sends all of it and waits until it shows.
  ///
  /// @return how many papers readers see
  long fill(Server server, Consumer<String> says)
      throws IOException, InterruptedException, Refusal {
    long began = System.nanoTime();
    Position position = isNamed() ? send(server, says) : invent(server);
    if (!position.equals(Position.START) && !server.awaitVisible(position.token(), PATIENCE)) {
      throw new Refusal(ExitCodes.FAILED, "The papers do not show.");
    }
    long shown = papersIn(server);
    says.accept(
        "filled    %,d papers in %.0f s".formatted(shown, (System.nanoTime() - began) / 1e9));
    return shown;
  }

  private Position invent(Server server) throws IOException, InterruptedException, Refusal {
    BenchPapers invented = BenchPapers.unheardOf();
    Position position = Position.START;
    for (int from = 0; from < papers; from += REQUEST) {
      byte[] lines = invented.lines(from, Math.min(papers, from + REQUEST));
      position =
          position.max(
              taken(
                  server.send(
                      Upload.bytes(invented.run(), lines, Upload.Kind.PAPER_LINES, Map.of()),
                      PATIENCE)));
    }
    return position;
  }

  private Position send(Server server, Consumer<String> says)
      throws IOException, InterruptedException, Refusal {
    Position position = Position.START;
    for (Path file : files) {
      Upload.Kind kind;
      try (InputStream in = Files.newInputStream(file)) {
        kind = Contents.kindOf(in.readNBytes(Contents.BEGINNING_BYTES));
      }
      Map<String, String> named = Map.of("name", file.getFileName().toString());
      position =
          position.max(taken(server.send(Upload.file(file, kind, named, _ -> {}), PATIENCE)));
      says.accept("sent      " + file);
    }
    return position;
  }

  private static Position taken(Answer answer) throws Refusal {
    JsonNode taken = PaperText.orRefuse(answer);
    return Position.parse(taken.path("position").asText()).orElse(Position.START);
  }

  private static long papersIn(Server server) throws IOException, InterruptedException, Refusal {
    return PaperText.orRefuse(server.get("/v1/views"))
        .path("views")
        .path(0)
        .path("documents")
        .asLong();
  }
}
