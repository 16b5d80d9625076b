package org.paperwire.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// What could not be read or processed: looks at it, and sends it again.
@Command(
    name = "dead-letters",
    mixinStandardHelpOptions = true,
    header = "Look at what could not be read, and send it again.",
    description = {
      "What Paperwire could not read or process is kept for 90 days, as it came, with the reason.",
      "The same failure again is the same letter.",
      "",
      "Sending a letter again takes it in as the request did that brought it. What can be read by "
          + "now is in; what still cannot stays the letter that it is."
    },
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {DeadLettersList.class, DeadLettersShow.class, DeadLettersResend.class},
    footer = {
      "",
      "  ./paperwire dead-letters list --reason json-malformed",
      "  ./paperwire dead-letters show ID --raw > page.txt",
      "  ./paperwire dead-letters resend --all-of-reason parser-failed"
    })
final class DeadLetters implements Callable<Integer> {

  static final String PATH = "/v1/dead-letters";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCodes.USAGE;
  }

  /// What is asked for, and where the page before ended.
  record Query(Optional<String> reason, Optional<String> source, Optional<String> stage) {

    String path(int limit, Optional<String> cursor) {
      var path = new StringBuilder(PATH).append("?limit=").append(limit);
      reason.ifPresent(text -> path.append("&reason=").append(encoded(text)));
      source.ifPresent(text -> path.append("&source=").append(encoded(text)));
      stage.ifPresent(text -> path.append("&stage=").append(encoded(text)));
      cursor.ifPresent(text -> path.append("&cursor=").append(encoded(text)));
      return path.toString();
    }
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
