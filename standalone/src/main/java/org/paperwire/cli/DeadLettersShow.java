package org.paperwire.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.Callable;
import org.paperwire.client.Server;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Shows one dead letter.
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    header = "Show one dead letter.",
    description =
        "Show one dead letter with all that is known of it and the beginning of what was sent, "
            + "without what a terminal would obey.",
    footer = {"", "Exit codes: 0 shown; 1 there is no such letter; 3 nobody answers."})
final class DeadLettersShow implements Callable<Integer> {

  private static final int CHARACTERS_SHOWN = 2_000;

  @Parameters(paramLabel = "ID", description = "The letter's id, as list prints it.")
  private String id = "";

  @Option(names = "--json", description = "Print the server's answer.")
  private boolean json;

  @Option(
      names = "--raw",
      description = "Print what was sent, all of it that is kept, byte for byte.")
  private boolean raw;

  @Mixin private final Connection connection = new Connection();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    String path = DeadLetters.PATH + "/" + DeadLetters.encoded(id);
    try (Server server = connection.open()) {
      if (raw) {
        copy(server.open(path, "application/octet-stream"));
        return ExitCodes.DONE;
      }
      JsonNode letter = PaperText.orRefuse(server.get(path));
      PrintWriter out = spec.commandLine().getOut();
      if (json) {
        out.println(letter.toPrettyString());
      } else {
        print(letter, out);
      }
      return ExitCodes.DONE;
    }
  }

  private static void copy(HttpResponse<InputStream> answer) throws IOException, Refusal {
    try (InputStream body = answer.body()) {
      if (answer.statusCode() != 200) {
        throw new Refusal(
            ExitCodes.FAILED, "There is no such letter, or what it speaks of is not there.");
      }
      body.transferTo(System.out);
      System.out.flush();
    }
  }

  private static void print(JsonNode letter, PrintWriter out) {
    letter
        .properties()
        .forEach(
            field -> {
              if (!field.getKey().equals("bytes")) {
                out.printf("%-12s %s%n", field.getKey(), PaperText.text(letter, field.getKey()));
              }
            });
    String sent =
        new String(
            Base64.getDecoder().decode(letter.path("bytes").asText("")), StandardCharsets.UTF_8);
    out.println();
    sent.substring(0, Math.min(sent.length(), CHARACTERS_SHOWN))
        .lines()
        .map(PaperText::clean)
        .forEach(out::println);
  }
}
