package org.paperwire.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paperwire.enrich.SightingBuilder.sighting;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.paperwire.avro.PaperChange;
import org.paperwire.avro.PaperSighted;
import org.paperwire.avro.Signal;
import org.paperwire.enrich.merging.Paper;
import org.paperwire.platform.Position;

/// What only a real broker shows: partitions, transactions, restarts.
class EnrichmentIT {

  private static final int SAID = 90;
  private static final long SEED = 20_261_121;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = 4)
  void theSamePapersComeOutInAnyOrderAndNothingMoreWhenAllIsSentAgain(int partitions)
      throws InterruptedException {
    assertOrderAndRepetitionDoNotMatter(partitions);
  }

  @Tag("thorough")
  @ParameterizedTest
  @ValueSource(ints = {1, 7})
  void onAnyNumberOfPartitionsToo(int partitions) throws InterruptedException {
    assertOrderAndRepetitionDoNotMatter(partitions);
  }

  private void assertOrderAndRepetitionDoNotMatter(int partitions) throws InterruptedException {
    try (var world = new EnrichmentWorld(folder, partitions).started()) {
      List<SpecificRecord> said = SampleCorpus.of(SEED, SAID);
      var shuffled = new ArrayList<>(said);
      Collections.shuffle(shuffled, new Random(partitions));

      world.awaitFence(world.send(shuffled));
      assertThat(world.papers()).isEqualTo(simulated(said));
      Map<TopicPartition, Long> ends = world.outputEnds();

      Collections.shuffle(shuffled, new Random(SEED));
      Map<TopicPartition, Long> fenced = world.awaitFence(world.send(shuffled));

      assertThat(fenced).isEqualTo(ends);
      assertThat(world.outputEnds()).isEqualTo(ends);
    }
  }

  @Tag("thorough")
  @ParameterizedTest
  @ValueSource(ints = 4)
  void aRestartLosesAndDoublesNothing(int partitions) throws InterruptedException {
    try (var world = new EnrichmentWorld(folder, partitions).started()) {
      List<SpecificRecord> said = SampleCorpus.of(SEED, SAID);

      world.send(said.subList(0, 30));
      world.stopped();
      world.send(said.subList(30, 60));
      world.started();
      Position last = world.send(said.subList(60, SAID));
      world.awaitFence(last);

      assertThat(world.papers()).isEqualTo(simulated(said));
      assertRevisionsHaveNoGap(world.changes());
    }
  }

  @Test
  void everyRevisionIsAChangeOfItsOwnHoweverFarBehindTheEnrichmentIs() throws InterruptedException {
    List<String> titles = List.of("Owls", "Owls read", "Owls read logs", "Owls read long logs");
    try (var world = new EnrichmentWorld(folder, 4)) {
      Position last =
          world.send(
              IntStream.rangeClosed(1, titles.size())
                  .mapToObj(
                      version ->
                          sighting("arxiv:2401.00001")
                              .by("arxiv-api")
                              .as("2401.00001v" + version)
                              .version(version)
                              .titled(titles.get(version - 1))
                              .build())
                  .toList());

      world.started().awaitFence(last);

      assertThat(world.changes())
          .extracting(change -> change.getPaper().getTitle())
          .containsExactlyElementsOf(titles);
    }
  }

  static void assertRevisionsHaveNoGap(List<PaperChange> changes) {
    changes.stream()
        .collect(Collectors.groupingBy(PaperChange::getPaperId))
        .forEach(
            (id, steps) -> {
              for (int i = 0; i < steps.size(); i++) {
                assertThat(steps.get(i).getRevision()).as("revision of %s", id).isEqualTo(i + 1);
              }
            });
  }

  /// The same through the simulation, in the order in which it was said.
  static Map<String, Paper> simulated(List<SpecificRecord> said) {
    try (var world = new PaperTopologyWorld()) {
      for (SpecificRecord each : said) {
        switch (each) {
          case PaperSighted sighting -> world.hear(sighting);
          case Signal signal -> world.hear(signal);
          default -> throw new IllegalArgumentException("not of a source topic: " + each);
        }
      }
      return world.content();
    }
  }
}
