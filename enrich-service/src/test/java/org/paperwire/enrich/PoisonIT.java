package org.paperwire.enrich;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperwire.avro.DeadLetter;
import org.paperwire.avro.PaperSighted;
import org.paperwire.platform.Position;
import org.paperwire.topics.Topics;

@Tag("thorough")
class PoisonIT {

  @TempDir Path folder;

  @Test
  void eachPoisonedRecordIsOneLetterAndThePapersAreThoseOfACleanRun() throws Exception {
    List<SpecificRecord> said = SampleCorpus.of(11, 200);
    try (var world = new EnrichmentWorld(folder, 4)) {
      world.send(said.subList(0, 100));
      int poisoned = poison(world);
      world.send(said.subList(100, 200));
      world.started();
      // The last record of a partition may be a poisoned one, and fences pass it all the same.
      Position last = world.sendBytes(Topics.SIGNALS, "text:last", new byte[] {1});

      world.awaitFence(last);

      assertThat(world.papers()).isEqualTo(EnrichmentIT.simulated(said));
      assertThat(world.letters()).hasSize(poisoned + 1);
      assertThat(world.letters())
          .allSatisfy(
              letter -> {
                assertThat(letter.getTopic()).startsWith("paperwire.si");
                assertThat(letter.getPartition()).isBetween(0, 3);
                assertThat(letter.getOffset()).isNotNegative();
                assertThat(letter.getKey()).isNotBlank();
                assertThat(letter.getException()).isNotBlank();
                assertThat(letter.getSha256()).hasSize(64);
                assertThat(letter.getSource()).isEqualTo("unknown");
              });
      assertThat(world.letters())
          .extracting(DeadLetter::getStage)
          .containsOnly("sightings", "signals", "records");
      assertThat(world.letters())
          .filteredOn(letter -> letter.getReason().equals("foreign-key"))
          .singleElement()
          .extracting(DeadLetter::getKey)
          .isEqualTo("arxiv:2401.99999");

      world.stopped().started();
      world.awaitFence(world.send(said.subList(0, 1)));
      assertThat(world.letters()).as("letters after a restart").hasSize(poisoned + 1);
    }
  }

  /// Bad magic, unknown schema, cut off, nothing, of another topic, huge, no sense, foreign key.
  private static int poison(EnrichmentWorld world) {
    PaperSighted good = SightingBuilder.sighting("arxiv:2401.00001").build();
    byte[] bytes = world.bytes(Topics.SIGHTINGS, good);
    byte[] unknownSchema = bytes.clone();
    unknownSchema[3] = 99;
    PaperSighted nameless = PaperSighted.newBuilder(good).setTitle(" ").build();
    PaperSighted undated = PaperSighted.newBuilder(good).setPublishedAt("soon").build();
    PaperSighted huge = SightingBuilder.sighting("text:huge").titled("o".repeat(300_000)).build();
    world.sendBytes(Topics.SIGHTINGS, "text:magic", "garbage".getBytes(UTF_8));
    world.sendBytes(Topics.SIGHTINGS, "text:schema", unknownSchema);
    world.sendBytes(Topics.SIGHTINGS, "text:cut", Arrays.copyOf(bytes, bytes.length / 2));
    world.sendBytes(Topics.SIGHTINGS, "text:nothing", null);
    world.sendBytes(
        Topics.SIGHTINGS,
        "arxiv:2401.00001",
        world.bytes(Topics.SIGNALS, SignalBuilder.comments("arxiv:2401.00001", 1).build()));
    world.sendBytes(Topics.SIGHTINGS, "text:huge", world.bytes(Topics.SIGHTINGS, huge));
    world.sendBytes(Topics.SIGHTINGS, "arxiv:2401.00001", world.bytes(Topics.SIGHTINGS, nameless));
    world.sendBytes(Topics.SIGHTINGS, "arxiv:2401.00001", world.bytes(Topics.SIGHTINGS, undated));
    world.sendBytes(Topics.SIGHTINGS, "arxiv:2401.99999", bytes);
    world.sendBytes(Topics.SIGHTINGS, "no namespace", bytes);
    return 10;
  }
}
