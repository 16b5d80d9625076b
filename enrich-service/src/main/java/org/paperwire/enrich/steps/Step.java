package org.paperwire.enrich.steps;

import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/// A processor whose body is made once its stores can be opened.
final class Step<KI, VI, KO, VO> implements Processor<KI, VI, KO, VO> {

  private final Function<ProcessorContext<KO, VO>, Consumer<Record<KI, VI>>> making;
  private Consumer<Record<KI, VI>> body =
      _ -> {
        throw new IllegalStateException("a record came before the step was initialised");
      };

  /// @param making the body, from the context in which it forwards and opens its stores
  Step(Function<ProcessorContext<KO, VO>, Consumer<Record<KI, VI>>> making) {
    this.making = making;
  }

  @Override
  public void init(ProcessorContext<KO, VO> context) {
    body = making.apply(context);
  }

  @Override
  public void process(Record<KI, VI> record) {
    body.accept(record);
  }

  /// What follows from a record: at its time, without its headers, which are the sender's business.
  static <K, V> Record<K, V> following(Record<?, ?> from, K key, V value) {
    return new Record<>(key, value, from.timestamp());
  }
}
