package org.paperwire.enrich.fences;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.junit.jupiter.api.Test;
import org.paperwire.enrich.PaperTopologyWorld;
import org.paperwire.topics.Topics;

class StagesTest {

  @Test
  void theStagesOfThePaperTopologyAreThoseOfThePicture() {
    Stages stages = Stages.of(PaperTopologyWorld.topology().describe());

    assertThat(stages.sources())
        .containsExactly(Topics.DECISIONS.name(), Topics.SIGHTINGS.name(), Topics.SIGNALS.name());
    assertThat(stages.internal())
        .containsExactly(
            sorted("matters-repartition"),
            sorted("answers-repartition"),
            sorted("attachments-repartition"));
    assertThat(stages.outputs()).containsExactly(Topics.CHANGES.name(), Topics.PAPERS.name());
  }

  @Test
  void aTopicIsInALaterStageThanEveryTopicThatFeedsIt() {
    var builder = new StreamsBuilder();
    var first = builder.stream("in").repartition(Repartitioned.as("first"));
    var second = first.repartition(Repartitioned.as("second"));
    first.merge(second).repartition(Repartitioned.as("third")).to("out");

    assertThat(Stages.of(builder.build().describe()).internal())
        .containsExactly(
            sorted("first-repartition"), sorted("second-repartition"), sorted("third-repartition"));
  }

  @Test
  void aTopologyThatFeedsItselfHasNoStages() {
    var topology =
        new Topology()
            .addSource("in", "in", "loop")
            .addSink("loop", "loop", "in")
            .addSink("out", "out", "in");

    assertThatThrownBy(() -> Stages.of(topology.describe())).hasMessageContaining("loop");
  }

  private static SortedSet<String> sorted(String topic) {
    return new TreeSet<>(Set.of(topic));
  }
}
