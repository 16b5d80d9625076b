package org.paperwire.query.web;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.paperwire.platform.sources.SourceBoard;

/// How the sources are, in words.
///
/// @param pollers each source that is asked
/// @param batches what came in last, the newest first
public record SourcesPage(List<Polled> pollers, List<Batch> batches) {

  public SourcesPage {
    pollers = List.copyOf(pollers);
    batches = List.copyOf(batches);
  }

  /// @param state a word for the person and for the style
  /// @param asked how long ago
  /// @param next in how long
  public record Polled(
      String name, String state, String detail, String asked, String next, String failures) {}

  /// @param came how long ago
  /// @param counts `12 of 12, 3 new, 1 rejected`
  public record Batch(String name, String source, String came, String counts) {}

  static SourcesPage of(
      List<SourceBoard.Polled> pollers, List<SourceBoard.Batch> batches, Instant now) {
    return new SourcesPage(
        pollers.stream().map(polled -> polled(polled, now)).toList(),
        batches.stream().map(batch -> batch(batch, now)).toList());
  }

  private static Polled polled(SourceBoard.Polled polled, Instant now) {
    return new Polled(
        polled.poller(),
        polled.state(),
        polled.detail().orElse(""),
        polled.askedAt().map(at -> ago(Duration.between(at, now))).orElse("never"),
        polled
            .nextAt()
            .map(at -> now.isBefore(at) ? "in " + words(Duration.between(now, at)) : "now")
            .orElse(""),
        polled.failures() == 0 ? "" : polled.failures() + " in vain");
  }

  private static Batch batch(SourceBoard.Batch batch, Instant now) {
    return new Batch(
        batch.poller().or(batch::name).orElse(batch.door()),
        batch.source(),
        ago(Duration.between(batch.receivedAt(), now)),
        received(batch)
            + batch.news().map(n -> ", " + n + " new").orElse("")
            + (batch.rejected() == 0 ? "" : ", " + batch.rejected() + " rejected"));
  }

  private static String received(SourceBoard.Batch batch) {
    Optional<Long> expected = batch.expected();
    return batch.received() + expected.map(n -> " of " + n).orElse("");
  }

  private static String ago(Duration time) {
    return words(time) + " ago";
  }

  /// The largest unit alone: what it is for is to see whether it is minutes or days.
  private static String words(Duration time) {
    if (time.toDays() > 1) {
      return time.toDays() + " days";
    }
    if (time.toHours() > 1) {
      return time.toHours() + " hours";
    }
    if (time.toMinutes() > 1) {
      return time.toMinutes() + " minutes";
    }
    return Math.max(0, time.toSeconds()) + " seconds";
  }
}
