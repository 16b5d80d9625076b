package org.paperwire.platform.sources;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.paperwire.avro.Cursor;
import org.paperwire.avro.Receipt;
import org.paperwire.topics.Topics;

/// How each source is now, and what came of the last batches.
@Singleton
public final class SourceBoard {

  /// A list that was due was not shown, or nothing was heard of it for too long.
  public static final String STALE = "stale";

  /// Nobody asks: pollers are off, or do not run.
  public static final String NOT_ASKED = "not-asked";

  /// How late a question may be before nobody is taken to be asking.
  private static final Duration LATE = Duration.ofMinutes(10);

  private final NewestRecords newest;

  SourceBoard(NewestRecords newest) {
    this.newest = newest;
  }

  /// A poller and how its source is.
  ///
  /// @param state as of now: `waiting`, `fresh`, `quiet`, `stale`, `catching-up`, `unreachable`,
  ///   `busy`, `refused`, `unreadable`, or `not-asked`
  /// @param detail one sentence for a person
  /// @param day the list of this day, and all before it, are taken
  /// @param failures questions in a row that led to nothing
  public record Polled(
      String poller,
      String address,
      String state,
      Optional<String> detail,
      Optional<String> day,
      Optional<Instant> askedAt,
      Optional<Instant> answeredAt,
      Optional<Instant> newAt,
      Optional<Instant> nextAt,
      long answers,
      int failures) {}

  /// What became of one batch.
  public record Batch(
      String batchId,
      String source,
      Optional<String> format,
      String door,
      Optional<String> poller,
      Optional<String> name,
      Instant receivedAt,
      Optional<Long> expected,
      long received,
      Optional<Long> news,
      Optional<Long> repeated,
      long rejected,
      Optional<String> state,
      Optional<String> day) {}

  /// The pollers, by name.
  ///
  /// @throws IOException when the log cannot be read now
  public List<Polled> pollers(Instant now) throws IOException {
    return newest.ofEachKey(Topics.CURSORS, Integer.MAX_VALUE).stream()
        .map(cursor -> polled(cursor, now))
        .sorted(Comparator.comparing(Polled::poller))
        .toList();
  }

  /// The newest batches, the newest first.
  ///
  /// @throws IOException when the log cannot be read now
  public List<Batch> batches(int limit) throws IOException {
    return newest.ofEachKey(Topics.RECEIPTS, limit).stream()
        .map(SourceBoard::batch)
        .sorted(Comparator.comparing(Batch::receivedAt).reversed())
        .limit(limit)
        .toList();
  }

  static Polled polled(Cursor cursor, Instant now) {
    Optional<Instant> nextAt = Optional.ofNullable(cursor.getNextAt());
    Optional<Instant> staleAt = Optional.ofNullable(cursor.getStaleAt());
    boolean notAsked = nextAt.filter(next -> now.isAfter(next.plus(LATE))).isPresent();
    boolean stale = staleAt.filter(now::isAfter).isPresent();
    return new Polled(
        cursor.getPoller(),
        cursor.getAddress(),
        notAsked ? NOT_ASKED : isWell(cursor.getState()) && stale ? STALE : cursor.getState(),
        Optional.ofNullable(cursor.getDetail()),
        Optional.ofNullable(cursor.getDay()),
        Optional.ofNullable(cursor.getAskedAt()),
        Optional.ofNullable(cursor.getAnsweredAt()),
        Optional.ofNullable(cursor.getNewAt()),
        nextAt,
        cursor.getAnswers(),
        cursor.getFailures());
  }

  /// What does not say by itself that something is wrong.
  private static boolean isWell(String state) {
    return state.equals("fresh") || state.equals("quiet") || state.equals("catching-up");
  }

  private static Batch batch(Receipt receipt) {
    return new Batch(
        receipt.getBatchId(),
        receipt.getSource(),
        Optional.ofNullable(receipt.getFormat()),
        receipt.getDoor(),
        Optional.ofNullable(receipt.getPoller()),
        Optional.ofNullable(receipt.getName()),
        receipt.getReceivedAt(),
        Optional.ofNullable(receipt.getExpected()),
        receipt.getReceived(),
        Optional.ofNullable(receipt.getNew$()),
        Optional.ofNullable(receipt.getRepeated()),
        receipt.getRejected(),
        Optional.ofNullable(receipt.getState()),
        Optional.ofNullable(receipt.getDay()));
  }
}
