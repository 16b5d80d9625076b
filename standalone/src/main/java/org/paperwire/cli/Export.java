package org.paperwire.cli;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.paperwire.client.Server;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Writes every paper.
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    header = "Write every paper, one a line.",
    description = {
      "Write every paper, one JSON object a line, sorted by id. The same papers give the same bytes, "
          + "whatever the order in which they came.",
      "",
      "A file appears when it is complete, and not before."
    },
    footer = {"", "Exit codes: 0 written; 1 it went wrong; 3 nobody answers."})
final class Export implements Callable<Integer> {

  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      description = "Where to write (default: the standard output).")
  private @Nullable Path file;

  @Mixin private final Connection connection = new Connection();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    try (Server server = connection.open()) {
      HttpResponse<InputStream> answer = server.open("/v1/papers/export");
      try (InputStream papers = answer.body()) {
        if (answer.statusCode() != 200) {
          throw new Refusal(
              ExitCodes.FAILED,
              "The export was refused: "
                  + new String(papers.readNBytes(2_000), StandardCharsets.UTF_8));
        }
        write(papers);
      }
    }
    return ExitCodes.DONE;
  }

  private void write(InputStream papers) throws IOException {
    if (file == null) {
      papers.transferTo(System.out);
      System.out.flush();
      return;
    }
    Path whole = file.toAbsolutePath();
    Path unfinished = whole.resolveSibling(whole.getFileName() + ".unfinished");
    try {
      try (var out = new FileOutputStream(unfinished.toFile())) {
        papers.transferTo(out);
      }
      Files.move(unfinished, whole, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(unfinished);
    }
    spec.commandLine().getOut().printf("%s: %d bytes%n", file, Files.size(whole));
  }
}
