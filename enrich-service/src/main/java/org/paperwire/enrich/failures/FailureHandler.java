package org.paperwire.enrich.failures;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.paperwire.enrich.records.Unprocessable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Decides over every failure of a topology, and writes the letter where the answer is to go on.
///
/// The letter is part of the transaction that passes over the record, so there are exactly as many
/// as failures. An answer to stop writes none: under exactly-once that transaction is aborted with
/// everything in it, so the log line is the only trace.
public final class FailureHandler
    implements DeserializationExceptionHandler,
        ProcessingExceptionHandler,
        ProductionExceptionHandler {

  private static final Logger LOG = LoggerFactory.getLogger(FailureHandler.class);
  private static final String LETTERS = "paperwire.dead-letters";
  private static final byte[] NOTHING = {};

  private @Nullable DeadLetters letters;

  /// The settings that make Kafka Streams ask this handler.
  public static Map<String, Object> settings(DeadLetters letters) {
    return Map.of(
        LETTERS,
        letters,
        StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
        FailureHandler.class,
        StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG,
        FailureHandler.class,
        StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG,
        FailureHandler.class);
  }

  @Override
  public void configure(Map<String, ?> settings) {
    if (!(settings.get(LETTERS) instanceof DeadLetters given)) {
      throw new IllegalArgumentException(LETTERS + " must be what writes dead letters");
    }
    letters = given;
  }

  /// Bytes that could not be read.
  @Override
  public DeserializationExceptionHandler.Response handleError(
      ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception thrown) {
    if (Fault.ofBytes(thrown) == Fault.SURROUNDINGS) {
      logStop(context, thrown);
      return DeserializationExceptionHandler.Response.fail();
    }
    var from =
        new DeadLetters.From(
            context.processorNodeId(),
            record.topic(),
            record.partition(),
            record.offset(),
            text(record.key()));
    return DeserializationExceptionHandler.Response.resume(
        List.of(
            letter(
                from,
                "not-readable",
                "The record is none that this topic holds.",
                record.value(),
                thrown)));
  }

  /// A step that failed.
  @Override
  public ProcessingExceptionHandler.Response handleError(
      ErrorHandlerContext context, Record<?, ?> record, Exception thrown) {
    if (Fault.ofStep(thrown) == Fault.SURROUNDINGS) {
      logStop(context, thrown);
      return ProcessingExceptionHandler.Response.fail();
    }
    return ProcessingExceptionHandler.Response.resume(
        List.of(letter(context, thrown, context.sourceRawValue())));
  }

  /// A record that could not be sent.
  @Override
  public ProductionExceptionHandler.Response handleError(
      ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception thrown) {
    if (thrown instanceof RecordTooLargeException) {
      return ProductionExceptionHandler.Response.resume(
          List.of(letter(context, thrown, record.value())));
    }
    logStop(context, thrown);
    return thrown instanceof RetriableException
        ? ProductionExceptionHandler.Response.retry()
        : ProductionExceptionHandler.Response.fail();
  }

  /// A record that could not be written as bytes.
  @Override
  @SuppressWarnings("rawtypes") // so is Kafka's interface
  public ProductionExceptionHandler.Response handleSerializationError(
      ErrorHandlerContext context,
      ProducerRecord record,
      Exception thrown,
      SerializationExceptionOrigin origin) {
    if (Fault.ofBytes(thrown) == Fault.SURROUNDINGS) {
      logStop(context, thrown);
      return ProductionExceptionHandler.Response.fail();
    }
    return ProductionExceptionHandler.Response.resume(
        List.of(letter(context, thrown, context.sourceRawValue())));
  }

  private ProducerRecord<byte[], byte[]> letter(
      ErrorHandlerContext context, Exception thrown, byte @Nullable [] bytes) {
    String reason =
        switch (thrown) {
          case Unprocessable unprocessable -> unprocessable.reason();
          case RecordTooLargeException _ -> "message-too-large";
          default -> "processing-failed";
        };
    String detail =
        thrown instanceof Unprocessable
            ? String.valueOf(thrown.getMessage())
            : "The step %s failed over it.".formatted(context.processorNodeId());
    return letter(
        new DeadLetters.From(
            context.processorNodeId(),
            context.topic(),
            context.partition(),
            context.offset(),
            text(context.sourceRawKey())),
        reason,
        detail,
        bytes,
        thrown);
  }

  private ProducerRecord<byte[], byte[]> letter(
      DeadLetters.From from,
      String reason,
      String detail,
      byte @Nullable [] bytes,
      Exception thrown) {
    LOG.warn("dead letter: {} {} {}", reason, from, detail, thrown);
    if (letters == null) {
      throw new IllegalStateException("a failure came before the handler was configured");
    }
    return letters.letter(from, reason, detail, bytes == null ? NOTHING : bytes, thrown);
  }

  private static Optional<String> text(byte @Nullable [] bytes) {
    return Optional.ofNullable(bytes).map(b -> new String(b, StandardCharsets.UTF_8));
  }

  private static void logStop(ErrorHandlerContext context, Exception thrown) {
    LOG.error(
        "{} stopped at {}/{} offset {}, to try again",
        context.processorNodeId(),
        context.topic(),
        context.partition(),
        context.offset(),
        thrown);
  }
}
