package org.paperwire.chaos;

import java.time.Duration;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.paperwire.chaos.Questions.Asked;

/// What readers noticed of faults: each has the time from when it happened until the next one did.
record Effects(List<Happened> faults, List<Asked> questions, List<Long> changes) {

  /// A fault that happened.
  ///
  /// @param from by [System#nanoTime]
  /// @param until when the next one happened, or everything was over
  record Happened(Fault fault, long from, long until) {}

  /// A row of the table.
  ///
  /// @param times how often it happened
  /// @param asked questions meanwhile
  /// @param failed of them, that nobody answered
  /// @param slowest answer of all
  /// @param silence for how long no change of a paper came out, in the median of these faults
  /// @param longestSilence of all
  record Row(
      String fault,
      int times,
      int asked,
      int failed,
      Duration slowest,
      Duration silence,
      Duration longestSilence) {

    static final String HEAD =
        "%-26s %5s %9s %7s %11s %14s %11s"
            .formatted(
                "fault", "times", "questions", "failed", "slowest", "silence (p50)", "longest");

    @Override
    public String toString() {
      return "%-26s %5d %,9d %7d %9.2f s %14s %11s"
          .formatted(
              fault,
              times,
              asked,
              failed,
              slowest.toMillis() / 1e3,
              seconds(silence),
              seconds(longestSilence));
    }

    /// Where nothing was to come out, nobody waited.
    private static String seconds(Duration silence) {
      return silence.isZero() ? "-" : "%.1f s".formatted(silence.toMillis() / 1e3);
    }
  }

  List<Row> rows() {
    Map<String, List<Happened>> kinds =
        faults.stream()
            .collect(
                Collectors.groupingBy(
                    happened -> happened.fault().row(), TreeMap::new, Collectors.toList()));
    return kinds.entrySet().stream().map(kind -> row(kind.getKey(), kind.getValue())).toList();
  }

  private Row row(String name, List<Happened> of) {
    List<Asked> meanwhile =
        questions.stream()
            .filter(one -> of.stream().anyMatch(fault -> isWithin(one.at(), fault)))
            .toList();
    LongSummaryStatistics nanos = meanwhile.stream().mapToLong(Asked::nanos).summaryStatistics();
    List<Long> silences = of.stream().map(this::silence).sorted().toList();
    return new Row(
        name,
        of.size(),
        meanwhile.size(),
        (int) meanwhile.stream().filter(Asked::failed).count(),
        Duration.ofNanos(Math.max(0, nanos.getMax())),
        Duration.ofNanos(silences.get(silences.size() / 2)),
        Duration.ofNanos(silences.getLast()));
  }

  private static boolean isWithin(long at, Happened fault) {
    return at >= fault.from() && at < fault.until();
  }

  /// The longest time between two changes that began with the fault or after it, and before the
  /// next one: what is still under way comes out after it.
  private long silence(Happened fault) {
    return IntStream.range(1, changes.size())
        .filter(i -> changes.get(i) > fault.from() && changes.get(i - 1) < fault.until())
        .mapToLong(i -> changes.get(i) - Math.max(changes.get(i - 1), fault.from()))
        .max()
        .orElse(0);
  }
}
