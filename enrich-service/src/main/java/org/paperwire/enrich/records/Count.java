package org.paperwire.enrich.records;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.paperwire.bibliography.SourceName;

/// A source's absolute count of something at some time.
///
/// @param of what is counted, and by whom
/// @param count how many
/// @param observedAt when it was so
public record Count(Counter of, long count, Optional<Instant> observedAt) {

  /// What is counted, and by whom.
  public record Counter(SourceName source, Kind kind) implements Comparable<Counter> {

    private static final Comparator<Counter> ORDER =
        Comparator.comparing(Counter::source).thenComparing(Counter::kind);

    @Override
    public int compareTo(Counter other) {
      return ORDER.compare(this, other);
    }
  }

  /// What a paper shows a count of. Sources may count other things, which are passed over.
  public enum Kind {
    COMMENT,
    UPVOTE;

    /// The kind with this name on the topic.
    public static Optional<Kind> named(String name) {
      return switch (name) {
        case "comment" -> Optional.of(COMMENT);
        case "upvote" -> Optional.of(UPVOTE);
        default -> Optional.empty();
      };
    }
  }

  private static final Comparator<Count> AGE =
      Comparator.comparing(Count::observedAt, Absent.first()).thenComparingLong(Count::count);

  /// The newer of both; of one moment the larger.
  public Count newest(Count other) {
    return AGE.compare(this, other) >= 0 ? this : other;
  }
}
