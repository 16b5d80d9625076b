package org.paperwire.enrich.steps;

import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/// A processor whose body is made once its stores can be opened, and which commits fresh records at
/// the pace of its thread.
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
    var commits = new Commits<>(context);
    var steps = making.apply(context);
    body =
        record -> {
          steps.accept(record);
          commits.after(record);
        };
    CommitPace.ofThread().follow(CommitTimes.ofThread(context.metrics()));
    context.schedule(CommitPace.PAUSE_MIN, PunctuationType.WALL_CLOCK_TIME, commits::whatWaits);
  }

  @Override
  public void process(Record<KI, VI> record) {
    body.accept(record);
  }

  /// What follows from a record: at its time, without its headers, which are the sender's business.
  static <K, V> Record<K, V> following(Record<?, ?> from, K key, V value) {
    return new Record<>(key, value, from.timestamp());
  }

  /// Asks for the commits of one task. The clock decides nothing but when.
  private static final class Commits<K, V> {

    private final ProcessorContext<K, V> context;
    private boolean isWaiting;

    Commits(ProcessorContext<K, V> context) {
      this.context = context;
    }

    void after(Record<?, ?> record) {
      long now = context.currentSystemTimeMs();
      if (CommitPace.isFresh(record.timestamp(), now)) {
        isWaiting = true;
        whatWaits(now);
      }
    }

    void whatWaits(long now) {
      if (isWaiting && CommitPace.ofThread().allows(now)) {
        isWaiting = false;
        context.commit();
      }
    }
  }
}
