package org.paperwire.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.TopologyDescription.Node;
import org.apache.kafka.streams.TopologyDescription.Processor;
import org.apache.kafka.streams.TopologyDescription.Sink;
import org.apache.kafka.streams.TopologyDescription.Source;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/// A topology that does nothing but move and store: the same sources, processors, stores and sinks
/// as another one has, and for each record that comes in as many records out and rows stored, of
/// the same size, as the other one was seen to write. What the other one takes longer is what its
/// logic costs.
///
/// @param original what to imitate
/// @param traffic what it was seen to write
/// @param inputs how many records it read for that from each source from outside
record BareTopology(TopologyDescription original, Traffic traffic, Map<String, Double> inputs) {

  private static final Serializer<byte[]> OUT = Serdes.ByteArray().serializer();
  private static final Deserializer<byte[]> IN = Serdes.ByteArray().deserializer();

  /// @param applicationId whose prefix internal topics have; they must be there
  /// @param aside a name that is put behind those of outputs, so that both can be told apart
  Topology build(String applicationId, String aside) {
    var topology = new Topology();
    Map<String, Set<String>> usersOfStores = new TreeMap<>();
    for (var part : original.subtopologies()) {
      for (Node node : inOrder(part.nodes())) {
        switch (node) {
          case Source source ->
              topology.addSource(source.name(), IN, IN, reads(source, applicationId));
          case Processor processor -> {
            List<Row> rows = rows(processor);
            double copies = copies(processor);
            int bytes = bytesAfter(processor);
            topology.addProcessor(
                processor.name(),
                () -> new Moving(rows, copies, bytes),
                processor.predecessors().stream().map(Node::name).toArray(String[]::new));
            processor
                .stores()
                .forEach(
                    store ->
                        usersOfStores
                            .computeIfAbsent(store, _ -> new TreeSet<>())
                            .add(processor.name()));
          }
          case Sink sink ->
              topology.addSink(
                  sink.name(),
                  writes(sink, applicationId, aside),
                  OUT,
                  OUT,
                  sink.predecessors().stream().map(Node::name).toArray(String[]::new));
          default -> throw new IllegalArgumentException("an unknown kind of node: " + node);
        }
      }
    }
    usersOfStores.forEach(
        (store, users) ->
            topology.addStateStore(
                Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(store),
                        Serdes.ByteArray(),
                        Serdes.ByteArray())
                    .withLoggingEnabled(Map.of())
                    .withCachingDisabled(),
                users.toArray(String[]::new)));
    return topology;
  }

  /// The topics that the original repartitions through, and that the imitation needs as well.
  SortedSet<String> internalTopics() {
    var read = topics(Source.class);
    read.retainAll(topics(Sink.class));
    return read;
  }

  /// The topics that leave the original.
  SortedSet<String> outputs() {
    var written = topics(Sink.class);
    written.removeAll(topics(Source.class));
    return written;
  }

  private SortedSet<String> topics(Class<? extends Node> kind) {
    return original.subtopologies().stream()
        .flatMap(part -> part.nodes().stream())
        .filter(kind::isInstance)
        .flatMap(node -> topics(node).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> topics(Node node) {
    return switch (node) {
      case Source source -> source.topicSet();
      case Sink sink -> Set.of(sink.topic());
      default -> Set.of();
    };
  }

  private String[] reads(Source source, String applicationId) {
    return topics(source).stream().map(topic -> named(topic, applicationId)).toArray(String[]::new);
  }

  private String writes(Sink sink, String applicationId, String aside) {
    return outputs().contains(sink.topic())
        ? sink.topic() + aside
        : named(sink.topic(), applicationId);
  }

  private String named(String topic, String applicationId) {
    return internalTopics().contains(topic) ? applicationId + "-" + topic : topic;
  }

  /// Nodes behind those that feed them.
  private static List<Node> inOrder(Set<Node> nodes) {
    var ordered = new java.util.LinkedHashMap<String, Node>();
    var waiting = new TreeMap<String, Node>();
    nodes.forEach(node -> waiting.put(node.name(), node));
    while (!waiting.isEmpty()) {
      for (Node node : List.copyOf(waiting.values())) {
        if (node.predecessors().stream().allMatch(before -> ordered.containsKey(before.name()))) {
          ordered.put(node.name(), node);
          waiting.remove(node.name());
        }
      }
    }
    return List.copyOf(ordered.values());
  }

  /// How many records reach a node.
  private double reaching(Node node) {
    return switch (node) {
      case Source source ->
          topics(source).stream()
              .mapToDouble(topic -> inputs.getOrDefault(topic, traffic.sent(topic).records()))
              .sum();
      default ->
          node.predecessors().stream()
              .mapToDouble(
                  before -> reaching(before) * (before instanceof Processor p ? copies(p) : 1))
              .sum();
    };
  }

  /// How many records a processor sends on for each that it is given: with a store, what its sinks
  /// were seen to get; without one, that record.
  private double copies(Processor processor) {
    if (processor.stores().isEmpty()) {
      return 1;
    }
    double in = reaching(processor);
    return in == 0 ? 0 : traffic.sent(sinksBehind(processor).first()).records() / in;
  }

  /// What a record weighs behind a node; 0 for what it weighed before.
  private int bytesAfter(Processor processor) {
    SortedSet<String> sinks = sinksBehind(processor);
    return sinks.size() == 1 ? traffic.sent(sinks.first()).averageBytes() : 0;
  }

  private static SortedSet<String> sinksBehind(Node node) {
    var sinks = new TreeSet<String>();
    var seen = new HashSet<String>();
    var open = new java.util.ArrayDeque<Node>(List.of(node));
    while (!open.isEmpty()) {
      Node next = open.removeFirst();
      if (seen.add(next.name())) {
        if (next instanceof Sink sink) {
          sinks.add(sink.topic());
        }
        open.addAll(next.successors());
      }
    }
    return sinks;
  }

  /// Rows of a store, for one record that is read.
  private record Row(String store, double count, int bytes) {}

  private List<Row> rows(Processor processor) {
    double in = reaching(processor);
    return processor.stores().stream()
        .filter(store -> writer(store).equals(processor.name()))
        .map(
            store -> {
              Traffic.Sent sent = traffic.sent(store + "-changelog");
              return new Row(store, in == 0 ? 0 : sent.records() / in, sent.averageBytes());
            })
        .toList();
  }

  /// Of those that share a store only one writes it here: its namesake, or else the first.
  private String writer(String store) {
    List<String> users =
        original.subtopologies().stream()
            .flatMap(part -> inOrder(part.nodes()).stream())
            .filter(node -> node instanceof Processor user && user.stores().contains(store))
            .map(Node::name)
            .toList();
    return users.contains(store) ? store : users.getFirst();
  }

  /// Stores rows and sends copies; what is not whole is carried over to the next record.
  private static final class Moving
      implements org.apache.kafka.streams.processor.api.Processor<byte[], byte[], byte[], byte[]> {

    private final List<Row> rows;
    private final double copies;
    private final int bytes;
    private final Map<String, Double> owed = new HashMap<>();
    private final Map<String, KeyValueStore<byte[], byte[]>> stores = new HashMap<>();
    private @Nullable ProcessorContext<byte[], byte[]> context;

    Moving(List<Row> rows, double copies, int bytes) {
      this.rows = rows;
      this.copies = copies;
      this.bytes = bytes;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
      this.context = context;
      rows.forEach(row -> stores.put(row.store(), context.getStateStore(row.store())));
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
      for (Row row : rows) {
        var store = stores.get(row.store());
        for (int n = due(row.store(), row.count()); store != null && n > 0; n--) {
          byte[] key =
              ("%s %d".formatted(new String(record.key(), StandardCharsets.UTF_8), n))
                  .getBytes(StandardCharsets.UTF_8);
          store.get(key);
          store.put(key, sized(record.value(), Math.max(1, row.bytes() - key.length)));
        }
      }
      var out = context;
      for (int n = due("", copies); out != null && n > 0; n--) {
        out.forward(
            bytes == 0
                ? record
                : record.withValue(
                    sized(record.value(), Math.max(1, bytes - record.key().length))));
      }
    }

    private int due(String what, double count) {
      double all = owed.getOrDefault(what, 0.0) + count;
      int whole = (int) all;
      owed.put(what, all - whole);
      return whole;
    }

    private static byte[] sized(byte[] from, int length) {
      byte[] sized = new byte[length];
      for (int at = 0; at < length; at += from.length) {
        System.arraycopy(from, 0, sized, at, Math.min(from.length, length - at));
      }
      return sized;
    }
  }
}
