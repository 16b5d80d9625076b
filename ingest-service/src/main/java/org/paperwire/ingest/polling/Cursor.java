package org.paperwire.ingest.polling;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/// Where a poller stands. It is written twice for a question: before the question goes out, so that
/// pauses and failures hold across a crash, and after everything that the answer said is
/// acknowledged.
///
/// ```
/// asking ──▶ (question) ──▶ (answer on the log) ──▶ answered
///    └────────────────────────────────────────────▶ failed
/// ```
///
/// A question counts as failed until it is known not to have.
///
/// @param tries questions that led to nothing so far, and the one under way
/// @param heard answers that were taken
/// @param place where it is in its lists
/// @param validators of the last answer
/// @param taken what the last whole list said
/// @param taking what the list under way has said so far
public record Cursor(
    Tries tries,
    Heard heard,
    Place place,
    Validators validators,
    Marks taken,
    Marks taking,
    Standing standing) {

  /// @param askedAt when the last question began
  /// @param failures questions since the last answer that was taken, the one under way included
  /// @param notBefore not asked again before this, because of failures or because the source said
  ///   so
  public record Tries(Optional<Instant> askedAt, int failures, Optional<Instant> notBefore) {

    static final Tries NONE = new Tries(Optional.empty(), 0, Optional.empty());
  }

  /// @param answers that were taken so far
  /// @param answeredAt when an answer was last taken
  /// @param newAt when an answer last said something new
  public record Heard(long answers, Optional<Instant> answeredAt, Optional<Instant> newAt) {

    static final Heard NOTHING = new Heard(0, Optional.empty(), Optional.empty());
  }

  /// The longest that any poller waits because of failures, or because a source says so.
  static final Duration WAIT_MAX = Duration.ofHours(24);

  /// Clocks that were set since, or of two machines, may differ by so much.
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

  /// Nothing was asked yet.
  public static final Cursor START =
      new Cursor(
          Tries.NONE,
          Heard.NOTHING,
          Place.START,
          Validators.NONE,
          Marks.NONE,
          Marks.NONE,
          new Standing(State.WAITING, Optional.empty(), Optional.empty()));

  public Optional<Instant> askedAt() {
    return tries.askedAt;
  }

  public int failures() {
    return tries.failures;
  }

  public Optional<Instant> notBefore() {
    return tries.notBefore;
  }

  public long answers() {
    return heard.answers;
  }

  public Optional<Instant> answeredAt() {
    return heard.answeredAt;
  }

  public Optional<Instant> newAt() {
    return heard.newAt;
  }

  private Cursor with(Tries made) {
    return new Cursor(made, heard, place, validators, taken, taking, standing);
  }

  private Cursor with(Heard known) {
    return new Cursor(tries, known, place, validators, taken, taking, standing);
  }

  private Cursor with(Place reached) {
    return new Cursor(tries, heard, reached, validators, taken, taking, standing);
  }

  /// The same, judged anew.
  Cursor with(Standing judged) {
    return new Cursor(tries, heard, place, validators, taken, taking, judged);
  }

  /// As the clock has it: a time that no poller writes, because it has not come yet, was written by
  /// a clock that has been put back since. It says nothing, and would hold things up until it comes
  /// again.
  Cursor asOf(Instant now) {
    return with(new Tries(
            askedAt().filter(time -> isPast(time, now)),
            failures(),
            notBefore().filter(time -> isPast(time, now.plus(WAIT_MAX)))))
        .with(
            new Heard(
                answers(),
                answeredAt().filter(time -> isPast(time, now)),
                newAt().filter(time -> isPast(time, now))))
        .with(place.notAfter(LocalDate.ofInstant(now, ZoneOffset.UTC).plusDays(1)));
  }

  private static boolean isPast(Instant time, Instant now) {
    return !time.isAfter(now.plus(CLOCKS_DIFFER));
  }

  /// A question goes out.
  Cursor asking(Instant now) {
    return with(new Tries(Optional.of(now), failures() + 1, notBefore()));
  }

  /// It did not lead to an answer that could be taken.
  Cursor failed(State trouble, String why, Instant notBefore) {
    return failed(trouble, why, notBefore, place);
  }

  /// The same, from another place on.
  Cursor failed(State trouble, String why, Instant notBefore, Place from) {
    return with(new Tries(askedAt(), failures(), Optional.of(notBefore)))
        .with(from)
        .with(standing.inTrouble(trouble, why));
  }

  /// An answer is on the log.
  ///
  /// @param news whether it said anything new
  /// @param said what the list under way has said with it
  Cursor answered(Instant now, boolean news, Place reached, Validators marked, Marks said) {
    boolean ended = !reached.isWithinList();
    return new Cursor(
        new Tries(askedAt(), 0, Optional.empty()),
        new Heard(answers() + 1, Optional.of(now), news ? Optional.of(now) : newAt()),
        reached,
        marked,
        ended ? said : taken,
        ended ? Marks.NONE : said,
        standing);
  }

  boolean remembers(long mark) {
    return taken.has(mark) || taking.has(mark);
  }
}
