package org.paperwire.query.views;

import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.paperwire.platform.Position;
import org.paperwire.topics.EnrichmentGeneration;
import org.paperwire.topics.Topic;

/// How far a generation has come: what is stored with every commit of its index.
///
/// @param definition that built it
/// @param enrichment the generation of the enrichment whose papers it is made of; absent until it
///   has begun to read
/// @param offsets for each partition read, the next offset to apply
/// @param position the source position that it reflects
public record Progress(
    DefinitionMark definition,
    Optional<EnrichmentGeneration> enrichment,
    SortedMap<TopicPartition, Long> offsets,
    Position position) {

  /// Rises when this class stores another form.
  private static final int FORMAT = 1;

  private static final String FORMAT_KEY = "format";
  private static final String DEFINITION_KEY = "definition";
  private static final String DIGEST_KEY = "digest";
  private static final String ENRICHMENT_KEY = "enrichment";
  private static final String POSITION_KEY = "position";
  private static final String OFFSET_PREFIX = "offset/";
  private static final Comparator<TopicPartition> ORDER =
      Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition);

  public Progress {
    var sorted = new TreeMap<TopicPartition, Long>(ORDER);
    sorted.putAll(offsets);
    offsets = Collections.unmodifiableSortedMap(sorted);
  }

  /// Nothing applied yet.
  public static Progress none(DefinitionMark definition) {
    return new Progress(definition, Optional.empty(), new TreeMap<>(ORDER), Position.START);
  }

  /// The same, reading what a generation of the enrichment writes.
  Progress of(EnrichmentGeneration read) {
    return new Progress(definition, Optional.of(read), offsets, position);
  }

  /// Further along.
  public Progress at(Map<TopicPartition, Long> next, Position reached) {
    var sorted = new TreeMap<TopicPartition, Long>(ORDER);
    sorted.putAll(next);
    return new Progress(definition, enrichment, sorted, reached);
  }

  /// Whether everything before `ends` has been applied.
  public boolean reached(Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> offsets.getOrDefault(end.getKey(), 0L) >= end.getValue());
  }

  /// Whether everything has been applied that `other` has. Then this reflects at least its position
  /// as well. Offsets of two generations of the enrichment are of two topics and cannot be
  /// compared; positions are of the sources of both.
  boolean covers(Progress other, Topic<?> topic) {
    if (!isOfTheEnrichmentOf(other)) {
      return position.reached(other.position);
    }
    String name = topic(topic);
    return other.offsets.entrySet().stream()
        .filter(end -> end.getKey().topic().equals(name))
        .allMatch(end -> offsets.getOrDefault(end.getKey(), 0L) >= end.getValue());
  }

  boolean isOfTheEnrichmentOf(Progress other) {
    return enrichment.equals(other.enrichment);
  }

  /// What a topic of the catalogue is called that is read here.
  private String topic(Topic<?> topic) {
    return enrichment.orElse(EnrichmentGeneration.FIRST).topic(topic).name();
  }

  /// The user data of a commit.
  Map<String, String> userData() {
    var data = new HashMap<String, String>();
    data.put(FORMAT_KEY, Integer.toString(FORMAT));
    data.put(DEFINITION_KEY, Integer.toString(definition.version()));
    data.put(DIGEST_KEY, definition.digest());
    data.put(POSITION_KEY, position.token());
    enrichment.ifPresent(of -> data.put(ENRICHMENT_KEY, of.name()));
    offsets.forEach(
        (partition, offset) ->
            data.put(
                OFFSET_PREFIX + partition.topic() + "/" + partition.partition(),
                Long.toString(offset)));
    return data;
  }

  /// Reads the user data of a commit. Empty when it is not of our format.
  static Optional<Progress> read(Map<String, String> data) {
    if (!Integer.toString(FORMAT).equals(data.get(FORMAT_KEY))) {
      return Optional.empty();
    }
    try {
      var offsets = new TreeMap<TopicPartition, Long>(ORDER);
      data.forEach(
          (key, value) -> {
            if (key.startsWith(OFFSET_PREFIX)) {
              int slash = key.lastIndexOf('/');
              offsets.put(
                  new TopicPartition(
                      key.substring(OFFSET_PREFIX.length(), slash),
                      Integer.parseInt(key.substring(slash + 1))),
                  Long.parseLong(value));
            }
          });
      var definition =
          new DefinitionMark(
              Integer.parseInt(data.getOrDefault(DEFINITION_KEY, "")),
              data.getOrDefault(DIGEST_KEY, ""));
      // Until there were others, everything was made of the first.
      Optional<EnrichmentGeneration> enrichment =
          data.containsKey(ENRICHMENT_KEY) || offsets.isEmpty()
              ? EnrichmentGeneration.parse(data.getOrDefault(ENRICHMENT_KEY, ""))
              : Optional.of(EnrichmentGeneration.FIRST);
      return Position.parse(data.getOrDefault(POSITION_KEY, ""))
          .map(position -> new Progress(definition, enrichment, offsets, position));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }
}
