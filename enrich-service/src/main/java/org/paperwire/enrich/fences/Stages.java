package org.paperwire.enrich.fences;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.TopologyDescription.Node;
import org.apache.kafka.streams.TopologyDescription.Sink;
import org.apache.kafka.streams.TopologyDescription.Source;

/// The topics of a topology in the order in which things pass through them.
///
/// @param sources topics that come from outside
/// @param internal topics that the topology both writes and reads, stage by stage: whatever is
///   written to a topic of one stage comes from topics of earlier ones. Names without the
///   application's prefix
/// @param outputs topics that leave it
public record Stages(
    SortedSet<String> sources, List<SortedSet<String>> internal, SortedSet<String> outputs) {

  /// The stages of a topology.
  ///
  /// @throws IllegalArgumentException when a topic is fed, however indirectly, by itself: no fence
  ///   could be put up, because waiting for it would never end
  public static Stages of(TopologyDescription topology) {
    Map<String, SortedSet<String>> writes = writes(topology);
    SortedSet<String> written = new TreeSet<>();
    writes.values().forEach(written::addAll);
    SortedSet<String> read = new TreeSet<>(writes.keySet());

    SortedSet<String> sources = new TreeSet<>(read);
    sources.removeAll(written);
    SortedSet<String> outputs = new TreeSet<>(written);
    outputs.removeAll(read);

    var internal = new ArrayList<SortedSet<String>>();
    SortedSet<String> waiting = new TreeSet<>(written);
    waiting.retainAll(read);
    while (!waiting.isEmpty()) {
      SortedSet<String> next = new TreeSet<>(waiting);
      waiting.forEach(topic -> next.removeAll(writes.getOrDefault(topic, new TreeSet<>())));
      if (next.isEmpty()) {
        throw new IllegalArgumentException("these topics feed themselves: " + waiting);
      }
      internal.add(next);
      waiting.removeAll(next);
    }
    return new Stages(sources, List.copyOf(internal), outputs);
  }

  /// Of each topic that is read, the topics that what it brings may be written to.
  private static Map<String, SortedSet<String>> writes(TopologyDescription topology) {
    var writes = new TreeMap<String, SortedSet<String>>();
    for (TopologyDescription.Subtopology part : topology.subtopologies()) {
      for (Node node : part.nodes()) {
        if (node instanceof Source source) {
          Set<String> topics =
              Objects.requireNonNull(source.topicSet(), "sources are named, not matched");
          for (String topic : topics) {
            writes.computeIfAbsent(topic, _ -> new TreeSet<>()).addAll(sinks(source));
          }
        }
      }
    }
    return writes;
  }

  private static Set<String> sinks(Source source) {
    var sinks = new HashSet<String>();
    var seen = new HashSet<Node>();
    Deque<Node> open = new ArrayDeque<>(List.of(source));
    while (!open.isEmpty()) {
      Node node = open.removeFirst();
      if (seen.add(node)) {
        if (node instanceof Sink sink) {
          sinks.add(Objects.requireNonNull(sink.topic(), "sinks are named, not computed"));
        }
        open.addAll(node.successors());
      }
    }
    return sinks;
  }
}
