package org.paperwire.ingest.deadletters;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.paperwire.avro.DeadLetter;
import org.paperwire.ingest.Limits;
import org.paperwire.ingest.deadletters.Backwards.Found;
import org.paperwire.platform.KafkaSettings;
import org.paperwire.platform.Position;
import org.paperwire.serdes.RegistrySerdes;
import org.paperwire.topics.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The topic of dead letters, read when somebody asks.
///
/// The same failure again is the same letter, and on the topic once more; only its newest place is
/// shown. A letter's places are all in one partition, because its key is its source, so whoever
/// reads from the end meets the newest first. Which place that was is remembered for the letters
/// met last; with more letters than that between two places of one, a reader who pages that far
/// meets it twice.
///
/// Costs a consumer and a few fetches a question: a page looks at no more than
/// [Limits#LETTERS_LOOKED_AT_MAX] letters, a search by id at no more than
/// [Limits#LETTERS_SEARCHED_MAX]. One question at a time; the others wait, and then give up.
@Singleton
public final class LetterLog {

  /// Some of the letters, newest first.
  ///
  /// @param next where the others begin, if there are any
  public record Page(List<Letter> letters, Optional<Position> next) {
    public Page {
      letters = List.copyOf(letters);
    }
  }

  /// Which letters are wanted; what is empty is not asked for.
  public record Filter(Optional<String> reason, Optional<String> source, Optional<String> stage) {

    boolean lets(Letter letter) {
      return reason.filter(wanted -> !wanted.equals(letter.reason())).isEmpty()
          && source.filter(wanted -> !wanted.equals(letter.source())).isEmpty()
          && stage.filter(wanted -> !wanted.equals(letter.stage())).isEmpty();
    }
  }

  private record Place(TopicPartition partition, long offset) {}

  private static final Logger LOG = LoggerFactory.getLogger(LetterLog.class);
  private static final Duration TURN = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int PLACES_MAX = 50_000;

  /// What one fetch holds: letters have up to 256 kB.
  private static final int FETCH_BYTES = 2 * 1024 * 1024;

  private final KafkaSettings kafka;
  private final Deserializer<DeadLetter> values;
  private final ReentrantLock turn = new ReentrantLock();

  /// Guarded by the turn: the newest place of the letters met last.
  private final Map<String, Place> places =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Place> eldest) {
          return size() > PLACES_MAX;
        }
      };

  LetterLog(KafkaSettings kafka, RegistrySerdes serdes) {
    this.kafka = kafka;
    this.values = serdes.deserializer(Topics.DEAD_LETTERS);
  }

  /// Whether a position is the end of a page.
  public static boolean isCursor(Position position) {
    return position.offsets().keySet().stream()
        .allMatch(partition -> partition.topic().equals(Topics.DEAD_LETTERS.name()));
  }

  /// The newest letters that a filter lets through, without their bytes. There may be fewer than
  /// `limit`, even none, and more all the same: those that were not looked at yet.
  ///
  /// @param before where the page before ended
  /// @throws LettersUnreadableException when the topic cannot be read now
  public Page page(Filter filter, int limit, Optional<Position> before)
      throws LettersUnreadableException {
    return inTurn(
        consumer -> {
          var letters = new ArrayList<Letter>();
          var backwards = backwards(consumer, before);
          for (int looked = 0;
              looked < Limits.LETTERS_LOOKED_AT_MAX && letters.size() < limit;
              looked++) {
            Optional<Found<Letter>> found = backwards.next();
            if (found.isEmpty()) {
              break;
            }
            Letter letter = found.get().value();
            if (isNewest(found.get()) && filter.lets(letter)) {
              letters.add(letter);
            }
          }
          return new Page(letters, backwards.rest());
        });
  }

  /// The letter with this id, with its bytes, if it is among the newest.
  ///
  /// @throws LettersUnreadableException when the topic cannot be read now
  public Optional<Letter> find(String letterId) throws LettersUnreadableException {
    return inTurn(
        consumer -> {
          Place known = places.get(letterId);
          if (known != null) {
            Optional<Letter> letter =
                at(consumer, known).filter(l -> l.letterId().equals(letterId));
            if (letter.isPresent()) {
              return letter;
            }
          }
          var backwards = backwards(consumer, Optional.empty());
          for (int looked = 0; looked < Limits.LETTERS_SEARCHED_MAX; looked++) {
            Optional<Found<Letter>> found = backwards.next();
            if (found.isEmpty()) {
              break;
            }
            isNewest(found.get());
            if (found.get().value().letterId().equals(letterId)) {
              return at(consumer, new Place(found.get().partition(), found.get().offset()));
            }
          }
          return Optional.empty();
        });
  }

  private Backwards<Letter> backwards(
      Consumer<byte[], byte[]> consumer, Optional<Position> before) {
    return new Backwards<>(
        consumer, partitions(consumer), before, record -> read(record, false), PATIENCE);
  }

  private static List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer) {
    return consumer.partitionsFor(Topics.DEAD_LETTERS.name()).stream()
        .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
        .toList();
  }

  private boolean isNewest(Found<Letter> found) {
    var place = new Place(found.partition(), found.offset());
    Place newest =
        places.merge(
            found.value().letterId(),
            place,
            (known, met) ->
                known.partition().equals(met.partition()) && known.offset() > met.offset()
                    ? known
                    : met);
    return newest.equals(place);
  }

  private Optional<Letter> at(Consumer<byte[], byte[]> consumer, Place place)
      throws LettersUnreadableException {
    consumer.assign(List.of(place.partition()));
    Map<TopicPartition, Long> begins = consumer.beginningOffsets(List.of(place.partition()));
    if (place.offset() < begins.getOrDefault(place.partition(), 0L)) {
      return Optional.empty();
    }
    consumer.resume(List.of(place.partition()));
    consumer.seek(place.partition(), place.offset());
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
        return record.offset() == place.offset() ? read(record, true) : Optional.empty();
      }
    }
    throw new LettersUnreadableException("the dead letter took too long to read");
  }

  /// What somebody else put on the topic is passed over.
  private Optional<Letter> read(ConsumerRecord<byte[], byte[]> record, boolean withBytes) {
    try {
      return Optional.ofNullable(values.deserialize(record.topic(), record.value()))
          .map(avro -> LetterMapping.fromAvro(avro, withBytes));
    } catch (KafkaException e) {
      LOG.warn(
          "{}/{} at {} is no dead letter", record.topic(), record.partition(), record.offset());
      return Optional.empty();
    }
  }

  @FunctionalInterface
  private interface Question<T> {
    T ask(Consumer<byte[], byte[]> consumer) throws LettersUnreadableException;
  }

  private <T> T inTurn(Question<T> question) throws LettersUnreadableException {
    try {
      if (!turn.tryLock(TURN.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new LettersUnreadableException("others are reading the dead letters");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LettersUnreadableException(e);
    }
    try (Consumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      return question.ask(consumer);
    } catch (KafkaException e) {
      throw new LettersUnreadableException(e);
    } finally {
      turn.unlock();
    }
  }

  private Map<String, Object> settings() {
    var settings = new LinkedHashMap<>(kafka.consumer("paperwire-dead-letters"));
    settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
    settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, Backwards.CHUNK_RECORDS);
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 50);
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    return settings;
  }

  @PreDestroy
  void close() {
    values.close();
  }
}
