package org.paperwire.enrich.fences;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperwire.avro.Paper;
import org.paperwire.enrich.EnrichmentWorld;
import org.paperwire.enrich.SampleCorpus;
import org.paperwire.enrich.SightingBuilder;
import org.paperwire.platform.Position;
import org.paperwire.topics.Topics;

class FenceIT {

  private static final int WRITES = 20;
  private static final int VERSIONS = 60;

  @TempDir Path folder;

  /// The promise itself: whoever has read the outputs up to the fence of a write has seen what was
  /// written, while other writes go on.
  @Test
  void whoeverHasReadUpToTheFenceOfAWriteHasSeenIt() throws InterruptedException {
    try (var world = new EnrichmentWorld(folder, 4).started()) {
      var random = new Random(5);
      for (int i = 0; i < WRITES; i++) {
        String title = "Owls, part " + i;
        String key = "text:owl" + i;
        Position position =
            world.send(List.of(SightingBuilder.sighting(key).titled(title).build()));
        if (random.nextBoolean()) {
          world.send(SampleCorpus.of(i, random.nextInt(1, 40)));
        }

        Map<TopicPartition, Long> outputs = world.awaitFence(position);

        assertThat(world.read(Topics.PAPERS, outputs))
            .as("papers below the fence of write %d", i)
            .extracting(Paper::getTitle)
            .contains(title);
      }
    }
  }

  /// The next version is on its way while the one before is not out yet: a fence between the two
  /// promises the one before.
  @Tag("thorough")
  @Test
  void aPaperThatIsWrittenAgainAndAgainIsSeenAsItWasAtTheFenceOrLater()
      throws InterruptedException {
    try (var world = new EnrichmentWorld(folder, 4).started()) {
      var positions = new ArrayList<Position>();
      for (int i = 0; i < VERSIONS; i++) {
        positions.add(
            world.send(
                List.of(
                    SightingBuilder.sighting("text:owl")
                        .titled("Owls, version " + i)
                        .observed(Instant.ofEpochSecond(1_700_000_000 + i).toString())
                        .build())));
      }
      for (int i = 0; i < VERSIONS; i++) {
        Map<TopicPartition, Long> outputs = world.awaitFence(positions.get(i));

        int newest =
            world.read(Topics.PAPERS, outputs).stream()
                .mapToInt(paper -> Integer.parseInt(paper.getTitle().replaceAll("\\D", "")))
                .max()
                .orElse(-1);
        assertThat(newest).as("newest version below the fence").isGreaterThanOrEqualTo(i);
      }
    }
  }

  @Test
  void thereIsAFenceAtTheStartAndNoneWhileNothingMoves() throws InterruptedException {
    try (var world = new EnrichmentWorld(folder, 1).started()) {
      world.awaitFence(Position.START);
      Position position = world.send(List.of(SightingBuilder.sighting("text:owl").build()));
      world.awaitFence(position);
      int fences = world.read(Topics.PROGRESS).size();

      Position again = world.send(List.of(SightingBuilder.sighting("text:owl").build()));
      world.awaitFence(again);

      assertThat(world.read(Topics.PROGRESS)).hasSize(fences + 1);
    }
  }
}
