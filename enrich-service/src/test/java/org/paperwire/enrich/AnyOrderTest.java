package org.paperwire.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.LongRange;
import org.apache.avro.specific.SpecificRecord;
import org.paperwire.avro.PaperChange;
import org.paperwire.avro.PaperSighted;
import org.paperwire.avro.Signal;
import org.paperwire.enrich.mapping.PaperMapping;
import org.paperwire.enrich.merging.Paper;

/// Papers are a function of the set of what was said: shown through the whole topology.
class AnyOrderTest {

  private static final int SAID = 60;

  @Property(tries = 6, shrinking = ShrinkingMode.OFF)
  void anyOrderWithAnyRepetitionGivesTheSamePapers(
      @ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
    List<SpecificRecord> said = SampleCorpus.of(seed, SAID);
    var random = new Random(seed);
    var again = new ArrayList<>(said);
    again.addAll(said.subList(0, random.nextInt(SAID)));
    Collections.shuffle(again, random);

    assertThat(heard(again)).isEqualTo(heard(said)).isNotEmpty();
  }

  @Property(tries = 2, shrinking = ShrinkingMode.OFF)
  void foldingTheChangesOfAnIdGivesThePaper(
      @ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
    try (var world = new PaperTopologyWorld()) {
      SampleCorpus.of(seed, SAID).forEach(each -> hear(world, each));

      Map<String, List<PaperChange>> changes =
          world.changes().stream().collect(Collectors.groupingBy(PaperChange::getPaperId));
      assertThat(changes.keySet()).isEqualTo(world.papers().keySet());
      changes.forEach(
          (id, steps) -> {
            for (int i = 0; i < steps.size(); i++) {
              assertThat(steps.get(i).getRevision()).isEqualTo(i + 1);
              assertThat(steps.get(i).getPaper().getRevision()).isEqualTo(i + 1);
            }
            assertThat(PaperMapping.domain(steps.getLast().getPaper()))
                .isEqualTo(PaperMapping.domain(world.papers().get(id)));
          });
    }
  }

  private static Map<String, Paper> heard(List<SpecificRecord> said) {
    try (var world = new PaperTopologyWorld()) {
      said.forEach(each -> hear(world, each));
      return world.content();
    }
  }

  private static void hear(PaperTopologyWorld world, SpecificRecord said) {
    switch (said) {
      case PaperSighted sighting -> world.hear(sighting);
      case Signal signal -> world.hear(signal);
      default -> throw new IllegalArgumentException("not of a source topic: " + said);
    }
  }
}
