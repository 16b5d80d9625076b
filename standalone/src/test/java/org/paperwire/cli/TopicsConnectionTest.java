package org.paperwire.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.paperwire.platform.KafkaSettings;
import org.paperwire.standalone.archive.Brokers;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class TopicsConnectionTest {

  @Command
  static final class Any {
    @Mixin final TopicsConnection topics = new TopicsConnection();
  }

  @TempDir Path folder;

  private static Brokers brokers(String... arguments) throws IOException, Refusal {
    var any = new Any();
    new CommandLine(any).parseArgs(arguments);
    return any.topics.kafka();
  }

  @Test
  void aFileOfKafkasOwnToolsIsTakenAsItIs() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("client.properties"),
            """
            # of Ada
            security.protocol=SASL_SSL
            sasl.jaas.config=x username="ada" password="a=b";
            """);

    assertThat(brokers("--kafka", "kafka:9092", "--kafka-config", file.toString()))
        .isEqualTo(
            new Brokers(
                new KafkaSettings("kafka:9092"),
                Map.of(
                    "security.protocol", "SASL_SSL",
                    "sasl.jaas.config", "x username=\"ada\" password=\"a=b\";")));
  }

  @Test
  void theBrokerMayBeNamedInTheFileAndTheCommandLineCountsMore() throws Exception {
    String file =
        Files.writeString(folder.resolve("client.properties"), "bootstrap.servers=a:1").toString();

    assertThat(brokers("--kafka-config", file).kafka()).isEqualTo(new KafkaSettings("a:1"));
    assertThat(brokers("--kafka-config", file, "--kafka", "b:2").kafka())
        .isEqualTo(new KafkaSettings("b:2"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"backup", "restore"})
  void aFileThatCannotBeReadIsAMistakeOfTheCommandLine(String command) throws Exception {
    Path broken = Files.writeString(folder.resolve("broken"), "password=secret\\u00");

    Ran nothing = Ran.command(command, "--kafka-config", folder.resolve("no").toString(), "x");
    Ran unreadable = Ran.command(command, "--kafka-config", broken.toString(), "x");

    assertThat(nothing.exitCode()).isEqualTo(ExitCodes.USAGE);
    assertThat(nothing.err()).contains("There is no file");
    assertThat(unreadable.exitCode()).isEqualTo(ExitCodes.USAGE);
    assertThat(unreadable.err()).contains("There are no settings").doesNotContain("secret");
  }
}
