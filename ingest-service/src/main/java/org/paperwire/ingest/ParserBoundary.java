package org.paperwire.ingest;

import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where a parser ends. No input makes a parser of ours throw, and fuzzing holds them to it; should
/// one do so all the same, what was sent is refused with a reason and kept as a dead letter, rather
/// than lost in an answer of 500.
public final class ParserBoundary {

  private static final Logger LOG = LoggerFactory.getLogger(ParserBoundary.class);

  private ParserBoundary() {}

  /// Reads.
  ///
  /// @param parser its name, for the log
  /// @param refusal makes the answer of a sentence for a person
  public static <T> T read(String parser, Supplier<T> reading, Function<String, T> refusal) {
    try {
      return reading.get();
    } catch (RuntimeException | StackOverflowError failure) {
      // Its message may hold what was sent, so it stays out of the log.
      StackTraceElement[] trace = failure.getStackTrace();
      LOG.error(
          "{} failed with {} at {}",
          parser,
          failure.getClass().getName(),
          trace.length == 0 ? "an unknown place" : trace[0]);
      return refusal.apply("the parser " + parser + " failed over this, which is a fault of ours");
    }
  }
}
