package org.paperwire.query.views;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperwire.platform.Position;
import org.paperwire.query.Folders;
import org.paperwire.query.views.Snapshot.Standing;

class GenerationTest {

  private static final TopicPartition PARTITION = new TopicPartition("papers", 0);
  private static final ViewSettings SETTINGS = ViewSettings.DEFAULT;

  private static ViewFolder folder(Path path) {
    return new ViewFolder(path, Disk.REAL);
  }

  private static void put(Generation generation, String id, String title, long offset)
      throws IOException {
    generation.put(id, Words.titled(id, title));
    advance(generation, offset + 1);
  }

  private static void advance(Generation generation, long next) {
    generation.advance(generation.progress().at(Map.of(PARTITION, next), Position.START));
  }

  private static Map<String, String> content(Generation generation) throws IOException {
    try (Snapshot snapshot = generation.refresh(Standing.CURRENT)) {
      return Words.in(snapshot);
    }
  }

  @Test
  void aLaterValueTakesThePlaceOfAnEarlierOne(@TempDir Path path) throws IOException {
    try (var generation = folder(path).open(new Words(1), SETTINGS)) {
      put(generation, "a", "first", 0);
      put(generation, "b", "other", 1);
      put(generation, "a", "second", 2);
      assertThat(content(generation)).isEqualTo(Map.of("a", "second", "b", "other"));
      generation.remove("b");
      assertThat(content(generation)).isEqualTo(Map.of("a", "second"));
    }
  }

  @Test
  void aSnapshotStaysWhatItWas(@TempDir Path path) throws IOException {
    try (var generation = folder(path).open(new Words(1), SETTINGS)) {
      put(generation, "a", "first", 0);
      Snapshot before = generation.refresh(Standing.CURRENT);
      put(generation, "a", "second", 1);
      generation.commit();
      try (Snapshot after = generation.refresh(Standing.CURRENT)) {
        assertThat(Words.in(before)).containsEntry("a", "first");
        assertThat(before.progress().offsets()).containsEntry(PARTITION, 1L);
        assertThat(Words.in(after)).containsEntry("a", "second");
        assertThat(after.progress().offsets()).containsEntry(PARTITION, 2L);
      }
      before.close();
    }
  }

  @Test
  void whatWasNotCommittedIsGoneTogetherWithItsOffset(@TempDir Path path) throws IOException {
    try (var generation = folder(path).open(new Words(1), SETTINGS)) {
      put(generation, "a", "first", 0);
      generation.commit();
      put(generation, "a", "second", 1);
    }
    try (var again = folder(path).open(new Words(1), SETTINGS)) {
      assertThat(content(again)).isEqualTo(Map.of("a", "first"));
      assertThat(again.progress().offsets()).isEqualTo(Map.of(PARTITION, 1L));
    }
  }

  /// A log of writes to few ids, the process dying after some of them, having committed after
  /// others: whoever goes on from the offset in the last commit ends where an undisturbed reader
  /// ends.
  @Property(tries = 60)
  void aReaderThatDiesAnywhereEndsWhereAnUndisturbedOneEnds(
      @ForAll @Size(min = 1, max = 30) List<@IntRange(min = 0, max = 4) Integer> log,
      @ForAll @Size(max = 6) List<@IntRange(min = 0, max = 30) Integer> deaths,
      @ForAll @IntRange(min = 1, max = 7) int commitEvery)
      throws IOException {
    Path path = Files.createTempDirectory("generation");
    for (int death : deaths) {
      apply(path, log, Math.min(death, log.size()), commitEvery);
    }
    Map<String, String> ended = apply(path, log, log.size(), commitEvery);

    var expected = new TreeMap<String, String>();
    for (int offset = 0; offset < log.size(); offset++) {
      expected.put("id" + log.get(offset), "at " + offset);
    }
    assertThat(ended).isEqualTo(expected);
    Folders.remove(path);
  }

  private static Map<String, String> apply(Path path, List<Integer> log, int until, int commitEvery)
      throws IOException {
    try (var generation = folder(path).open(new Words(1), SETTINGS)) {
      long from = generation.progress().offsets().getOrDefault(PARTITION, 0L);
      for (int offset = (int) from; offset < until; offset++) {
        put(generation, "id" + log.get(offset), "at " + offset, offset);
        if (offset % commitEvery == 0) {
          generation.commit();
        }
      }
      return content(generation);
    }
  }

  @Test
  void whatAnOlderDefinitionBuiltServesWhileTheNextGenerationIsMade(@TempDir Path path)
      throws IOException {
    built(path, new Words(1), "old");
    ViewFolder.Opened opened = folder(path).openToServe(new Words(2), SETTINGS);
    try (var first = opened.generation();
        var second = folder(path).open(folder(path).next(), new Words(2), SETTINGS)) {
      assertThat(opened.built()).isTrue();
      assertThat(opened.rebuild().orElseThrow()).contains("definition 1-").contains("this is 2-");
      assertThat(content(first)).isEqualTo(Map.of("a", "old"));
      assertThat(second.number()).isEqualTo(2);
      assertThat(second.progress().offsets()).isEmpty();
      assertThat(folder(path).current().orElseThrow().number()).as("until the switch").isEqualTo(1);
      put(second, "a", "new", 0);
      second.commit();
      folder(path).switchTo(new Current(2, OptionalInt.of(1), false));
    }
    try (var again = folder(path).openToServe(new Words(2), SETTINGS).generation()) {
      assertThat(again.number()).isEqualTo(2);
      assertThat(content(again)).isEqualTo(Map.of("a", "new"));
    }
  }

  @Test
  void whatThisDefinitionCannotAskOrDoesNotKnowDoesNotServe(@TempDir Path path) throws IOException {
    built(path, new Words(1), "old");
    for (var definition : List.of(new Words(3, 2), new Words(0, 0))) {
      ViewFolder.Opened opened = folder(path).openToServe(definition, SETTINGS);
      try (var generation = opened.generation()) {
        assertThat(opened.built()).isFalse();
        assertThat(opened.rebuild()).isEmpty();
        assertThat(content(generation)).isEmpty();
      }
    }
  }

  @Test
  void wherePeopleWentBackToNoOtherDefinitionLeadsAway(@TempDir Path path) throws IOException {
    built(path, new Words(1), "old");
    folder(path).switchTo(new Current(1, OptionalInt.empty(), true));
    ViewFolder.Opened opened = folder(path).openToServe(new Words(2), SETTINGS);
    opened.generation().close();
    assertThat(opened.rebuild()).isEmpty();
  }

  @Test
  void theGenerationBeforeStepsInForADamagedOne(@TempDir Path path) throws IOException {
    built(path, new Words(1), "before");
    try (var second = folder(path).open(2, new Words(1), SETTINGS)) {
      put(second, "a", "damaged", 0);
      second.commit();
    }
    folder(path).switchTo(new Current(2, OptionalInt.of(1), false));
    damage(path.resolve("2"));

    ViewFolder.Opened opened = folder(path).openToServe(new Words(1), SETTINGS);
    try (var generation = opened.generation()) {
      assertThat(content(generation)).isEqualTo(Map.of("a", "before"));
      assertThat(opened.built()).isTrue();
      assertThat(opened.rebuild()).hasValue("generation 2 is damaged");
      assertThat(folder(path).next()).as("no number is used twice").isEqualTo(3);
      assertThat(folder(path).current()).hasValue(new Current(1, OptionalInt.empty(), false));
    }
  }

  private static void built(Path path, Words definition, String title) throws IOException {
    try (var generation = folder(path).open(definition, SETTINGS)) {
      put(generation, "a", title, 0);
      generation.commit();
      folder(path).switchTo(new Current(generation.number(), OptionalInt.empty(), false));
    }
  }

  static void damage(Path generation) throws IOException {
    try (var files = Files.list(generation)) {
      for (Path file :
          files.filter(f -> f.getFileName().toString().startsWith("segments_")).toList()) {
        Files.write(file, new byte[] {1, 2, 3});
      }
    }
  }

  @Test
  void aDamagedGenerationIsMovedAsideAndBuiltAgain(@TempDir Path path) throws IOException {
    try (var generation = folder(path).open(new Words(1), SETTINGS)) {
      put(generation, "a", "first", 0);
      generation.commit();
    }
    damage(path.resolve("1"));
    try (var again = folder(path).open(new Words(1), SETTINGS)) {
      assertThat(again.number()).isEqualTo(2);
      assertThat(content(again)).isEmpty();
    }
    assertThat(path.resolve("1.damaged")).isDirectory();
  }

  @Test
  void aMissingSegmentFileCountsAsDamage(@TempDir Path path) throws IOException {
    try (var generation = folder(path).open(new Words(1), SETTINGS)) {
      put(generation, "a", "first", 0);
      generation.commit();
    }
    try (var files = Files.list(path.resolve("1"))) {
      for (Path file : files.filter(f -> f.getFileName().toString().startsWith("_0")).toList()) {
        Files.delete(file);
      }
    }
    try (var again = folder(path).open(new Words(1), SETTINGS)) {
      assertThat(again.number()).isEqualTo(2);
    }
  }

  @Test
  void anOldCurrentFileWithNonsenseMeansNoneHasCaughtUp(@TempDir Path path) throws IOException {
    assertThat(folder(path).current()).as("at first there is none").isEmpty();
    Files.writeString(path.resolve("CURRENT"), "../../etc");
    assertThat(folder(path).current()).isEmpty();
  }
}
