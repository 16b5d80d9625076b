package org.paperwire.enrich.steps;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.streams.processor.Cancellable;
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

    /// How many commits the thread had made when a fresh record was processed last.
    private long waitingSince;

    /// There only while something waits: a timer that goes off slows a thread down, which takes
    /// fewer records at once after each.
    private Optional<Cancellable> timer = Optional.empty();

    Commits(ProcessorContext<K, V> context) {
      this.context = context;
    }

    void after(Record<?, ?> record) {
      long now = context.currentSystemTimeMs();
      CommitPace pace = CommitPace.ofThread();
      if (CommitPace.isFresh(record.timestamp(), now) && !pace.isUnderWay(now)) {
        waitingSince = pace.commits();
        if (timer.isEmpty()) {
          askOrWait(now);
        }
      }
    }

    private void whenTimeHasCome(long now) {
      timer.ifPresent(Cancellable::cancel);
      timer = Optional.empty();
      CommitPace pace = CommitPace.ofThread();
      if (pace.commits() == waitingSince && !pace.isUnderWay(now)) {
        askOrWait(now);
      }
    }

    private void askOrWait(long now) {
      CommitPace pace = CommitPace.ofThread();
      long left = pace.pauseLeft(now);
      if (left == 0) {
        pace.asks(now);
        context.commit();
      } else {
        timer =
            Optional.of(
                context.schedule(
                    Duration.ofMillis(left),
                    PunctuationType.WALL_CLOCK_TIME,
                    this::whenTimeHasCome));
      }
    }
  }
}
