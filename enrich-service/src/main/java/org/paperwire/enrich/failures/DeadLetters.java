package org.paperwire.enrich.failures;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.paperwire.avro.DeadLetter;
import org.paperwire.bibliography.Fingerprint;
import org.paperwire.bibliography.SourceName;
import org.paperwire.serdes.RegistrySerdes;
import org.paperwire.topics.Topics;

/// Writes dead letters. The same failure twice is one letter by its id: a hash of where it failed,
/// where it came from, and its bytes.
///
/// Where it came from is topic, partition and offset of the record that the step read, and that
/// stays: a step sees a record of a repartition topic only once the transaction that wrote it is
/// committed, and committed records do not move. So a record that fails again, after a transaction
/// that was aborted or a restart, is the same letter; neither the time nor the words of the
/// exception are part of the id. A new generation of the enrichment has topics of its own, and so,
/// behind its first steps, letters of its own.
public final class DeadLetters {

  private static final int WHOLE_MAX = 256 * 1024;
  private static final int STUB = 64 * 1024;

  private final Serializer<DeadLetter> serializer;
  private final InstantSource clock;
  private final Consumer<String> counter;

  /// @param serdes with the schema of letters already looked up
  /// @param clock when things fail
  /// @param counter told the reason of each letter
  public DeadLetters(RegistrySerdes serdes, InstantSource clock, Consumer<String> counter) {
    this.serializer = serdes.serializer();
    this.clock = clock;
    this.counter = counter;
  }

  /// Where something came from.
  ///
  /// @param step name of the topology step that failed
  /// @param topic read from
  /// @param partition read from
  /// @param offset read from
  /// @param key read with
  record From(String step, String topic, int partition, long offset, Optional<String> key) {}

  /// A letter, as a record for the topic.
  ProducerRecord<byte[], byte[]> letter(
      From from, String reason, String detail, byte[] bytes, Throwable thrown) {
    counter.accept(reason);
    String source = SourceName.UNKNOWN.value();
    var letter =
        DeadLetter.newBuilder()
            .setLetterId(
                new Fingerprint()
                    .with(from.step())
                    .with(from.topic())
                    .with(Integer.toString(from.partition()))
                    .with(Long.toString(from.offset()))
                    .with(bytes)
                    .base32(26))
            .setStage(from.step())
            .setSource(source)
            .setReason(reason)
            .setDetail(detail)
            .setContentType("avro/binary")
            .setBytes(
                ByteBuffer.wrap(bytes.length > WHOLE_MAX ? Arrays.copyOf(bytes, STUB) : bytes))
            .setLength(bytes.length)
            .setSha256(Fingerprint.sha256(bytes))
            .setTopic(from.topic())
            .setPartition(from.partition())
            .setOffset(from.offset())
            .setKey(from.key().orElse(null))
            .setException(thrown.getClass().getName() + ": " + thrown.getMessage())
            .setReceivedAt(clock.instant())
            .build();
    String topic = Topics.DEAD_LETTERS.name();
    return new ProducerRecord<>(
        topic, source.getBytes(StandardCharsets.UTF_8), serializer.serialize(topic, letter));
  }
}
