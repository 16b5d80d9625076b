package org.paperwire.query.views;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.paperwire.avro.Fence;
import org.paperwire.avro.Offset;
import org.paperwire.platform.Position;
import org.paperwire.topics.EnrichmentGeneration;

/// Turns the offsets that a view, or the feed, has read into the source position that it reflects.
///
/// A fence says: who has read the outputs up to O has seen all that was in the sources up to S.
/// Once the view is at O, its position is S. Fences that it has read but not reached wait here;
/// they are not stored, the progress topic is read again from the first of them after a restart.
public final class Fences {

  /// Fences come at most some tens a second, and only while a view is being built do many wait.
  /// Every second one of too many is dropped: a later one says more.
  static final int WAITING_MAX = 1_024;

  private record Waiting(
      TopicPartition partition, long offset, Position sources, Map<TopicPartition, Long> outputs) {}

  private final EnrichmentGeneration enrichment;
  private final String topic;
  private Deque<Waiting> waiting = new ArrayDeque<>();
  private Position position;

  /// @param enrichment the generation whose topics are read; fences of others do not concern it
  /// @param topic the one that the view reads; ends of other output topics do not concern it
  /// @param position already reached
  public Fences(EnrichmentGeneration enrichment, String topic, Position position) {
    this.enrichment = enrichment;
    this.topic = topic;
    this.position = position;
  }

  /// Takes in the fence that stands at `offset` of the progress topic.
  public void read(TopicPartition partition, long offset, Fence fence) {
    if (!fence.getGeneration().equals(enrichment.name())) {
      return;
    }
    waiting.addLast(
        new Waiting(
            partition,
            offset,
            new Position(ends(fence.getSources())),
            outputs(fence.getOutputs())));
    if (waiting.size() > WAITING_MAX) {
      waiting = everySecond(waiting);
    }
  }

  private Map<TopicPartition, Long> outputs(List<Offset> offsets) {
    return ends(offsets.stream().filter(offset -> offset.getTopic().equals(topic)).toList());
  }

  private static Map<TopicPartition, Long> ends(List<Offset> offsets) {
    var ends = new HashMap<TopicPartition, Long>();
    offsets.forEach(
        end -> ends.put(new TopicPartition(end.getTopic(), end.getPartition()), end.getOffset()));
    return ends;
  }

  private static Deque<Waiting> everySecond(Deque<Waiting> all) {
    var kept = new ArrayDeque<Waiting>();
    boolean keep = false;
    for (Waiting fence : all) {
      if (keep) {
        kept.addLast(fence);
      }
      keep = !keep;
    }
    return kept;
  }

  /// The position of a view that has applied everything before `offsets`.
  public Position at(Map<TopicPartition, Long> offsets) {
    for (Iterator<Waiting> fences = waiting.iterator(); fences.hasNext(); ) {
      Waiting fence = fences.next();
      boolean reached =
          fence.outputs().entrySet().stream()
              .allMatch(end -> offsets.getOrDefault(end.getKey(), 0L) >= end.getValue());
      if (reached) {
        position = position.max(fence.sources());
        fences.remove();
      }
    }
    return position;
  }

  /// States that what is read reflects at least `known`: it covers what reflects that.
  void atLeast(Position known) {
    position = position.max(known);
  }

  /// Where a restart must read this partition of the progress topic from: the first fence still
  /// waiting, or `next`.
  long resumeAt(TopicPartition partition, long next) {
    return waiting.stream()
        .filter(fence -> fence.partition().equals(partition))
        .mapToLong(Waiting::offset)
        .min()
        .orElse(next);
  }
}
