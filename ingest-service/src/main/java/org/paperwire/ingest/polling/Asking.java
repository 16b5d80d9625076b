package org.paperwire.ingest.polling;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.paperwire.ingest.formats.Formats;

/// Carries one question out. The order of its writes is what makes a crash at any point harmless:
///
/// ```
/// 1  cursor: asked at …            a crash here: asked again after a pause, and counted as a failure
///    (the question, the answer)
/// 2  sightings, signals, letters   a crash here: all of it is asked for and written again; it has
/// 3  receipt                       the same ids and the same batch, so it changes nothing, and the
/// 4  cursor: answered              receipt of that batch replaces this one
/// ```
///
/// Each is acknowledged before the next is sent.
public final class Asking {

  private final Fetcher fetcher;
  private final Ledger ledger;
  private final Reader reader;
  private final InstantSource clock;
  private final Backoff backoff;

  /// Reads what an answer holds.
  @FunctionalInterface
  public interface Reader {
    Formats.Outcome read(byte[] body, Poller poller, Question question, Instant at);
  }

  public Asking(
      Fetcher fetcher, Ledger ledger, Reader reader, InstantSource clock, RandomGenerator random) {
    this.fetcher = fetcher;
    this.ledger = ledger;
    this.reader = reader;
    this.clock = clock;
    this.backoff = new Backoff(random);
  }

  /// What came of a question.
  ///
  /// @param outcome a word for the metric
  public record Asked(Cursor cursor, String outcome, Optional<Receipt> receipt) {}

  /// Asks, and writes down what came of it.
  ///
  /// @throws IOException when the log did not take it; the cursor on the log stays where it was
  public Asked ask(Poller poller, Cursor cursor, Question question) throws IOException {
    Instant now = clock.instant();
    Cursor asking = cursor.asOf(now).asking(now);
    ledger.save(poller, asking, now);
    Answer answer =
        fetcher.fetch(
            question.address(), question.conditional() ? asking.validators() : Validators.NONE);
    Asked asked =
        switch (answer) {
          case Answer.Content content -> take(poller, asking, question, content);
          case Answer.Unchanged _ -> unchanged(poller, asking);
          case Answer.Busy(String detail, var retryAfter) ->
              asked(failed(asking, State.BUSY, detail, retryAfter), "busy");
          case Answer.Unreachable(String detail) ->
              asked(failed(asking, State.UNREACHABLE, detail, Optional.empty()), "unreachable");
          case Answer.Refused(String detail) ->
              asked(failed(asking, State.REFUSED, detail, Optional.empty()), "refused");
        };
    Instant end = clock.instant();
    ledger.save(poller, asked.cursor(), Schedule.nextOf(poller, asked.cursor(), end));
    return asked;
  }

  /// Where it stands when the log did not take what was to be written: a while later, at the same
  /// place.
  public Cursor notTaken(Cursor cursor) {
    Instant now = clock.instant();
    Cursor asking = cursor.asking(now);
    return asking.failed(
        cursor.standing().state(),
        "the log did not take it",
        backoff.after(now, asking.failures(), Optional.empty()));
  }

  private static Asked asked(Cursor cursor, String outcome) {
    return new Asked(cursor, outcome, Optional.empty());
  }

  private Cursor failed(Cursor asking, State trouble, String why, Optional<Duration> retryAfter) {
    return asking.failed(
        trouble, why, backoff.after(clock.instant(), asking.failures(), retryAfter));
  }

  private Asked unchanged(Poller poller, Cursor asking) {
    Instant now = clock.instant();
    Cursor after = asking.answered(now, false, asking.place(), asking.validators(), asking.taken());
    return asked(after.with(poller.judge(after, 0, now)), "unchanged");
  }

  private Asked take(Poller poller, Cursor asking, Question question, Answer.Content content)
      throws IOException {
    return switch (ListHead.read(content.body().toArray())) {
      case ListHead.Broken(String detail) ->
          asked(failed(asking, State.UNREADABLE, detail, Optional.empty()), "unreadable");
      case ListHead.Whole head ->
          switch (poller.after(asking, head, asking.askedAt().orElse(clock.instant()))) {
            case Step.Refused(String why) ->
                asked(failed(asking, State.REFUSED, why, Optional.empty()), "refused");
            case Step.StartOver(Place place, String why) ->
                asked(
                    asking.failed(
                        State.CATCHING_UP,
                        why,
                        backoff.after(clock.instant(), asking.failures(), Optional.empty()),
                        place),
                    "started-over");
            case Step.To(Place place) -> {
              var taking = new Taking(poller, asking, question, clock.instant(), ledger);
              yield switch (taking.take(content, head, place, reader)) {
                case Taking.Taken(Cursor after, Receipt receipt) ->
                    new Asked(after, "answered", Optional.of(receipt));
                case Taking.Unreadable(String detail) ->
                    asked(failed(asking, State.UNREADABLE, detail, Optional.empty()), "unreadable");
              };
            }
          };
    };
  }
}
