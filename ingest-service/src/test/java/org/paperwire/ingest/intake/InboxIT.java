package org.paperwire.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperwire.avro.PaperSighted;
import org.paperwire.topics.Topics;

/// A folder whose files go in through the same door as any other body.
class InboxIT {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir private Path folder;

  @Test
  void whatIsPutIntoTheFolderIsOnTheLogAndThenDone() throws IOException, InterruptedException {
    Path inbox = folder.resolve("inbox");
    Files.createDirectories(inbox);
    Files.writeString(inbox.resolve("before.json"), "[{\"title\": \"One\"}]");
    try (IngestStack stack =
        IngestStack.start(
            folder,
            Map.of("paperwire.inbox.folder", inbox.toString(), "paperwire.inbox.every", "50ms"))) {
      Files.writeString(inbox.resolve("during.bib"), "@misc{a, title={Two}, year=2025}\n");
      Files.writeString(inbox.resolve("odd.html"), "<html>502</html>");

      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                assertThat(inbox.resolve("done/before.json")).exists();
                assertThat(inbox.resolve("done/during.bib")).exists();
                assertThat(inbox.resolve("failed/odd.html")).exists();
              });

      assertThat(inbox.resolve("failed/odd.html.reason.txt")).content().startsWith("html-page: ");
      assertThat(stack.read(Topics.SIGHTINGS).stream().map(PaperSighted::getTitle))
          .containsExactlyInAnyOrder("One", "Two");
      assertThat(stack.read(Topics.SIGHTINGS).stream().map(PaperSighted::getListName))
          .containsExactlyInAnyOrder("before.json", "during.bib");
      assertThat(stack.read(Topics.DEAD_LETTERS)).hasSize(1);
    }
  }
}
