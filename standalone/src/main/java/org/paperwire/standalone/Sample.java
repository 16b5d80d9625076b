package org.paperwire.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.paperwire.client.Answer;
import org.paperwire.client.Server;
import org.paperwire.client.Upload;

/// A few invented papers in the shapes of captured pages, sent on the first start of a data folder,
/// so that a newcomer sees papers at once. A page's file name says when it was captured:
/// `2026-11-18-daily-papers.txt`.
final class Sample {

  private static final int DATE_LENGTH = "2026-11-18".length();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Distribution distribution;
  private final StackFolder folder;

  Sample(Distribution distribution, StackFolder folder) {
    this.distribution = distribution;
    this.folder = folder;
  }

  /// Whether this folder has neither got the sample nor been started without it.
  boolean isOpen() {
    return !Files.exists(folder.sampleMark());
  }

  /// The first start was told to leave it out; so do the later ones.
  void leaveOut() throws IOException {
    Files.writeString(folder.sampleMark(), "left out\n");
  }

  /// Sends it and waits until its papers can be read. What fails is tried again at the next start,
  /// which is harmless, because what is there already changes nothing.
  ///
  /// @return how many sightings it has
  int send(Server server) throws IOException, InterruptedException {
    int sightings = 0;
    var positions = new ArrayList<String>();
    for (Path page : pages()) {
      String name = page.getFileName().toString();
      Answer answer =
          server.send(
              Upload.capture(
                  page, Map.of("name", name, "capturedAt", name.substring(0, DATE_LENGTH))),
              PATIENCE);
      if (!answer.isOk()) {
        throw new IOException(name + ": " + answer.problem());
      }
      sightings += answer.body().path("sightings").asInt();
      positions.add(answer.body().path("position").asText());
    }
    for (String position : positions) {
      server.awaitVisible(position, PATIENCE);
    }
    Files.writeString(folder.sampleMark(), "sent\n");
    return sightings;
  }

  private List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.list(distribution.sample())) {
      return files.sorted().toList();
    }
  }
}
