package org.paperwire.platform;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;

/// A place in the source topics: for each partition the next offset to read. A write answers with
/// the position that holds it, a read with the position that it reflects; a reader who sends the
/// first back is answered once the second has reached it.
///
/// Its token is opaque to everyone outside: base64url of `1;topic/partition=offset;…`, sorted.
public record Position(SortedMap<TopicPartition, Long> offsets) {

  private static final Comparator<TopicPartition> ORDER =
      Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition);
  private static final String FORM = "1";
  private static final int TOKEN_LENGTH_MAX = 8_192;

  /// Before everything.
  public static final Position START = new Position(Map.of());

  public Position {
    offsets = Collections.unmodifiableSortedMap(sorted(offsets));
  }

  public Position(Map<TopicPartition, Long> offsets) {
    this(sorted(offsets));
  }

  private static SortedMap<TopicPartition, Long> sorted(Map<TopicPartition, Long> offsets) {
    var sorted = new TreeMap<TopicPartition, Long>(ORDER);
    sorted.putAll(offsets);
    return sorted;
  }

  /// The position just after these acknowledged records.
  public static Position of(Collection<RecordMetadata> acknowledged) {
    var offsets = new TreeMap<TopicPartition, Long>(ORDER);
    for (RecordMetadata ack : acknowledged) {
      offsets.merge(new TopicPartition(ack.topic(), ack.partition()), ack.offset() + 1, Math::max);
    }
    return new Position(offsets);
  }

  /// The later of both, partition by partition.
  public Position max(Position other) {
    var offsets = new TreeMap<TopicPartition, Long>(ORDER);
    offsets.putAll(this.offsets);
    other.offsets.forEach((partition, offset) -> offsets.merge(partition, offset, Math::max));
    return new Position(offsets);
  }

  /// Whether this position is at or after `required` on every partition that it names.
  public boolean reached(Position required) {
    return required.offsets.entrySet().stream()
        .allMatch(needed -> offsets.getOrDefault(needed.getKey(), 0L) >= needed.getValue());
  }

  /// The text of it, at most some hundred characters of `A-Za-z0-9_-`.
  public String token() {
    String text =
        offsets.entrySet().stream()
            .map(e -> e.getKey().topic() + "/" + e.getKey().partition() + "=" + e.getValue())
            .collect(Collectors.joining(";", FORM + ";", ""));
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /// Reads a token. Empty when it is none of ours.
  public static Optional<Position> parse(String token) {
    if (token.length() > TOKEN_LENGTH_MAX) {
      return Optional.empty();
    }
    try {
      String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      String[] parts = text.split(";");
      if (!parts[0].equals(FORM)) {
        return Optional.empty();
      }
      var offsets = new TreeMap<TopicPartition, Long>(ORDER);
      for (int i = 1; i < parts.length; i++) {
        int slash = parts[i].lastIndexOf('/');
        int equals = parts[i].indexOf('=', slash);
        var partition =
            new TopicPartition(
                parts[i].substring(0, slash),
                Integer.parseInt(parts[i].substring(slash + 1, equals)));
        long offset = Long.parseLong(parts[i].substring(equals + 1));
        if (offset < 0 || partition.partition() < 0) {
          return Optional.empty();
        }
        offsets.put(partition, offset);
      }
      return Optional.of(new Position(offsets));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return offsets.toString();
  }
}
