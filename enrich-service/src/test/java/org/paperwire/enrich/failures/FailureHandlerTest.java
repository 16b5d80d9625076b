package org.paperwire.enrich.failures;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.apache.kafka.streams.errors.ProductionExceptionHandler.SerializationExceptionOrigin;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;
import org.paperwire.avro.DeadLetter;
import org.paperwire.bibliography.Fingerprint;
import org.paperwire.enrich.PaperTopologyWorld;
import org.paperwire.enrich.records.Unprocessable;
import org.paperwire.serdes.RegistrySerdes;
import org.paperwire.topics.Topics;

class FailureHandlerTest {

  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final byte[] BYTES = "what came".getBytes(UTF_8);

  private final RegistrySerdes serdes = PaperTopologyWorld.registry("mock://failures");
  private final List<String> counted = new ArrayList<>();
  private final FailureHandler handler = handler();

  private FailureHandler handler() {
    return handlerAt(NOW);
  }

  private FailureHandler handlerAt(Instant time) {
    var handler = new FailureHandler();
    handler.configure(
        FailureHandler.settings(new DeadLetters(serdes, InstantSource.fixed(time), counted::add)));
    return handler;
  }

  @Test
  void bytesThatCannotBeReadAreALetterWithAllThatIsKnown() {
    var answer =
        handler.handleError(
            new Place(),
            new ConsumerRecord<>("sightings", 3, 41, "text:owl".getBytes(UTF_8), BYTES),
            new SerializationException("no magic"));

    assertThat(answer.result()).isEqualTo(DeserializationExceptionHandler.Result.RESUME);
    DeadLetter letter = letter(answer.deadLetterQueueRecords());
    assertThat(letter.getReason()).isEqualTo("not-readable");
    assertThat(letter.getStage()).isEqualTo("a-step");
    assertThat(letter.getTopic()).isEqualTo("sightings");
    assertThat(letter.getPartition()).isEqualTo(3);
    assertThat(letter.getOffset()).isEqualTo(41);
    assertThat(letter.getKey()).isEqualTo("text:owl");
    assertThat(letter.getBytes().array()).isEqualTo(BYTES);
    assertThat(letter.getException()).contains("SerializationException", "no magic");
    assertThat(letter.getReceivedAt()).isEqualTo(NOW);
    assertThat(counted).containsExactly("not-readable");
  }

  @Test
  void theSameFailureTwiceIsOneLetterByItsId() {
    var first = handler.handleError(new Place(), record(), new Unprocessable("odd", "It is odd."));
    var second = handler.handleError(new Place(), record(), new Unprocessable("odd", "It is odd."));

    assertThat(letter(first.deadLetterQueueRecords()).getLetterId())
        .isEqualTo(letter(second.deadLetterQueueRecords()).getLetterId());
    assertThat(letter(first.deadLetterQueueRecords()).getReason()).isEqualTo("odd");
    assertThat(letter(first.deadLetterQueueRecords()).getDetail()).isEqualTo("It is odd.");
  }

  /// A transaction was aborted, or the process was killed: the record is read again where it
  /// stands.
  @Test
  void aRecordThatFailsAgainAfterARestartIsTheSameLetter() {
    var first = handler.handleError(new Place(), record(), new Unprocessable("odd", "It is odd."));
    var again =
        handlerAt(NOW.plusSeconds(3_600))
            .handleError(new Place(), record(), new Unprocessable("odd", "It is still odd."));
    var another =
        handler.handleError(new Place(3), record(), new Unprocessable("odd", "It is odd."));

    String id = letter(first.deadLetterQueueRecords()).getLetterId();
    assertThat(letter(again.deadLetterQueueRecords()).getLetterId()).isEqualTo(id);
    assertThat(letter(another.deadLetterQueueRecords()).getLetterId())
        .as("the same bytes at another offset")
        .isNotEqualTo(id);
  }

  @Test
  void anOutageIsTriedAgainAndNeverALetter() {
    var outage = new SerializationException("asking", new ConnectException("refused"));

    assertThat(
            handler
                .handleError(new Place(), new ConsumerRecord<>("t", 0, 0, BYTES, BYTES), outage)
                .result())
        .isEqualTo(DeserializationExceptionHandler.Result.FAIL);
    assertThat(handler.handleError(new Place(), record(), outage).result())
        .isEqualTo(ProcessingExceptionHandler.Result.FAIL);
    assertThat(
            handler
                .handleSerializationError(
                    new Place(),
                    new ProducerRecord<>("t", "value"),
                    outage,
                    SerializationExceptionOrigin.VALUE)
                .result())
        .isEqualTo(ProductionExceptionHandler.Result.FAIL);
    assertThat(counted).isEmpty();
  }

  @Test
  void aMessageThatIsTooLargeLeavesItsBeginningItsLengthAndItsHash() {
    byte[] large = new byte[1_000_000];
    Arrays.fill(large, (byte) 'o');

    var answer =
        handler.handleError(
            new Place(),
            new ProducerRecord<>("papers", BYTES, large),
            new RecordTooLargeException("1 MB"));

    assertThat(answer.result()).isEqualTo(ProductionExceptionHandler.Result.RESUME);
    DeadLetter letter = letter(answer.deadLetterQueueRecords());
    assertThat(letter.getReason()).isEqualTo("message-too-large");
    assertThat(letter.getBytes().remaining()).isEqualTo(64 * 1024);
    assertThat(letter.getLength()).isEqualTo(large.length);
    assertThat(letter.getSha256()).isEqualTo(Fingerprint.sha256(large));
  }

  private static Record<String, String> record() {
    return new Record<>("key", "value", 0);
  }

  private DeadLetter letter(List<ProducerRecord<byte[], byte[]>> letters) {
    assertThat(letters).hasSize(1);
    ProducerRecord<byte[], byte[]> record = letters.getFirst();
    assertThat(record.topic()).isEqualTo(Topics.DEAD_LETTERS.name());
    assertThat(new String(record.key(), UTF_8)).isEqualTo("unknown");
    return serdes.deserializer(Topics.DEAD_LETTERS).deserialize(record.topic(), record.value());
  }

  /// Where something failed.
  private static final class Place implements ErrorHandlerContext {
    private final long offset;

    Place() {
      this(2);
    }

    Place(long offset) {
      this.offset = offset;
    }

    @Override
    public String topic() {
      return "topic";
    }

    @Override
    public int partition() {
      return 1;
    }

    @Override
    public long offset() {
      return offset;
    }

    @Override
    public Headers headers() {
      return new RecordHeaders();
    }

    @Override
    public String processorNodeId() {
      return "a-step";
    }

    @Override
    public TaskId taskId() {
      return new TaskId(0, 1);
    }

    @Override
    public long timestamp() {
      return 0;
    }

    @Override
    public byte[] sourceRawKey() {
      return "text:owl".getBytes(UTF_8);
    }

    @Override
    public byte[] sourceRawValue() {
      return BYTES;
    }
  }
}
