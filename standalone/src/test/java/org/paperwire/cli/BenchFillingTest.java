package org.paperwire.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperwire.client.Server;
import org.paperwire.platform.Position;
import picocli.CommandLine;

class BenchFillingTest {

  private static final String POSITION =
      new Position(Map.of(new TopicPartition("sightings", 0), 7L)).token();

  @TempDir Path folder;
  private final List<String> said = new ArrayList<>();
  private StubServer stub;
  private Server server;

  @BeforeEach
  void start() throws IOException {
    stub = new StubServer();
    server = new Server(URI.create(stub.address()), Optional.empty());
    stub.answers("/v1/views", 200, "{\"views\":[{\"name\":\"search\",\"documents\":3}]}");
  }

  @AfterEach
  void stop() {
    server.close();
    stub.close();
  }

  private static BenchFilling filling(String... arguments) {
    return CommandLine.populateCommand(new BenchFilling(), arguments);
  }

  private static String taken() {
    return "{\"accepted\":2,\"position\":\"%s\"}".formatted(POSITION);
  }

  @Test
  void filesAreSentAsWhatTheyAreAndWaitedFor() throws Exception {
    Path lines = folder.resolve("own.ndjson");
    Files.writeString(lines, "{\"title\":\"One\"}\n{\"title\":\"Two\"}\n");
    Path feed = folder.resolve("feed.xml");
    Files.writeString(feed, "<?xml version=\"1.0\"?><feed/>");
    stub.answers("/v1/papers", 200, taken()).answers("/v1/captures", 200, taken());

    BenchFilling filling = filling(lines.toString(), feed.toString());

    assertThat(filling.isNamed()).isTrue();
    assertThat(filling.fill(server, said::add)).isEqualTo(3);
    assertThat(stub.asked())
        .extracting(asked -> asked.method() + " " + asked.target())
        .containsExactly(
            "POST /v1/papers?name=own.ndjson",
            "POST /v1/captures?name=feed.xml",
            "GET /v1/papers?limit=1",
            "GET /v1/views");
    assertThat(stub.asked().get(2).headers()).containsEntry("paperwire-min-position", POSITION);
    assertThat(said).last().asString().startsWith("filled    3 papers in");
  }

  @Test
  void whereNoFileIsNamedPapersAreInvented() throws Exception {
    stub.answers("/v1/papers", 200, taken());

    BenchFilling filling = filling("--papers", "501");

    assertThat(filling.isNamed()).isFalse();
    assertThat(filling.fill(server, said::add)).isEqualTo(3);
    assertThat(stub.asked()).filteredOn(asked -> asked.method().equals("POST")).hasSize(2);
  }

  @Test
  void aFileThatIsRefusedEndsIt() throws IOException {
    Path page = folder.resolve("page.html");
    Files.writeString(page, "<html></html>");
    stub.answers("/v1/captures", 422, "{\"detail\":\"nothing is recognised\",\"status\":422}");

    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> filling(page.toString()).fill(server, said::add))
        .withMessageContaining("nothing is recognised");
  }
}
