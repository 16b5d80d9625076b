import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/// Follows the papers of a Paperwire: folds the log of changes to the papers as they are now,
/// prints them, and goes on printing what changes.
///
/// ```
/// java FollowPapers.java 127.0.0.1:9092 http://127.0.0.1:8081/apis/ccompat/v7
/// ```
///
/// It needs Kafka's client and Confluent's `KafkaAvroDeserializer`, and nothing of Paperwire's: the
/// schemas come from the registry.
public final class FollowPapers {

  private static final String CHANGES = "paperwire.changes.v1";

  /// The papers by id. An id that was merged away stays, with `mergedInto` set.
  private final Map<String, GenericRecord> papers = new TreeMap<>();

  /// @param arguments the addresses of the broker and of the registry
  public static void main(String[] arguments) {
    var follow = new FollowPapers();
    try (var consumer = consumer(arguments[0], arguments[1])) {
      follow.catchUp(consumer);
      follow.papers().values().forEach(paper -> System.out.println(line(paper)));
      while (true) {
        for (ConsumerRecord<String, GenericRecord> change : consumer.poll(Duration.ofSeconds(1))) {
          follow.apply(change.value());
          System.out.println(change.value().get("kind") + " " + line(paperOf(change.value())));
        }
      }
    }
  }

  static KafkaConsumer<String, GenericRecord> consumer(String broker, String registry) {
    var settings = new HashMap<String, Object>();
    settings.put("bootstrap.servers", broker);
    settings.put("schema.registry.url", registry);
    settings.put("key.deserializer", StringDeserializer.class);
    settings.put("value.deserializer", KafkaAvroDeserializer.class);
    settings.put("auto.offset.reset", "earliest");
    settings.put("enable.auto.commit", false);
    // What a transaction that was given up had written is no change.
    settings.put("isolation.level", "read_committed");
    return new KafkaConsumer<>(settings);
  }

  /// Reads everything that is there at this moment. From the beginning each time: the papers are in
  /// memory. Whoever keeps them elsewhere keeps, with them, the offsets of the next changes.
  void catchUp(KafkaConsumer<String, GenericRecord> consumer) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(CHANGES).stream()
            .map(partition -> new TopicPartition(CHANGES, partition.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    var left = new HashMap<>(consumer.endOffsets(partitions));
    while (!left.isEmpty()) {
      consumer.poll(Duration.ofMillis(200)).forEach(change -> apply(change.value()));
      left.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
    }
  }

  /// One change. Each carries the paper as it is after it, so the newest of an id is the paper; its
  /// revision says which is newer, also when a change is read twice.
  void apply(GenericRecord change) {
    papers.merge(
        change.get("paperId").toString(),
        paperOf(change),
        (known, next) -> revision(next) > revision(known) ? next : known);
  }

  Map<String, GenericRecord> papers() {
    return papers;
  }

  private static GenericRecord paperOf(GenericRecord change) {
    return (GenericRecord) change.get("paper");
  }

  private static long revision(GenericRecord paper) {
    return (long) paper.get("revision");
  }

  private static String line(GenericRecord paper) {
    return paper.get("mergedInto") == null
        ? paper.get("paperId") + " " + paper.get("title")
        : paper.get("paperId") + " is now " + paper.get("mergedInto");
  }
}
