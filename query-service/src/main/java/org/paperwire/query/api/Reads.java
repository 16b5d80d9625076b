package org.paperwire.query.api;

import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.paperwire.platform.Position;
import org.paperwire.platform.Problem;
import org.paperwire.platform.ProblemException;
import org.paperwire.query.search.PaperHistory;
import org.paperwire.query.search.PaperSearch;
import org.paperwire.query.views.Snapshot;
import org.paperwire.query.views.Snapshot.Standing;
import org.paperwire.query.views.View;

/// The snapshot that a request is answered from.
///
/// A request may demand a position (`Paperwire-Min-Position`, what a write returned); it then waits
/// until a snapshot reflects that, 5 seconds or what `Prefer: wait=n` allows.
@Singleton
public final class Reads {

  /// States the position an answer reflects.
  static final String POSITION = "Paperwire-Position";

  /// States the moment of which an answer reflects everything.
  static final String AS_OF = "Paperwire-As-Of";

  /// Demands a position.
  static final String MIN_POSITION = "Paperwire-Min-Position";

  /// Where the position of a request's snapshot waits for [PositionFilter].
  public static final String ATTRIBUTE = "paperwire.position";

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int PATIENCE_SECONDS_MAX = 30;
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final Pattern WAIT =
      Pattern.compile("(?i)(?:^|[,;])\\s*wait\\s*=\\s*\"?(\\d{1,9})\"?");

  private final PaperSearch search;
  private final PaperHistory history;

  Reads(PaperSearch search, PaperHistory history) {
    this.search = search;
    this.history = history;
  }

  /// The snapshot for this request, to be closed. It may lack papers: see [Snapshot#standing].
  public Snapshot any(HttpRequest<?> request) {
    return any(search.view(), request);
  }

  private static Snapshot any(View view, HttpRequest<?> request) {
    Optional<Position> required = required(request);
    Snapshot snapshot = newest(view, required, patience(request)).orElseThrow(Reads::opening);
    request.setAttribute(ATTRIBUTE, snapshot.position());
    if (required.isPresent() && !snapshot.position().reached(required.get())) {
      snapshot.close();
      throw notReached(snapshot.position());
    }
    return snapshot;
  }

  /// Waits, for an answer that comes from no snapshot, until what it comes from reflects the
  /// position that the request demands.
  public static void await(HttpRequest<?> request, Reaching reaching, Supplier<Position> position) {
    Optional<Position> required = required(request);
    if (required.isEmpty()) {
      return;
    }
    boolean reached;
    try {
      reached = reaching.await(required.get(), patience(request));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      reached = false;
    }
    if (!reached) {
      request.setAttribute(ATTRIBUTE, position.get());
      throw notReached(position.get());
    }
  }

  /// Waits for a position, at most so long; answers whether it is reached.
  @FunctionalInterface
  public interface Reaching {
    boolean await(Position required, Duration patience) throws InterruptedException;
  }

  /// The snapshot for an answer about many papers: never one of a generation that is still being
  /// built for the first time, which would pass for a world with few papers.
  public Snapshot built(HttpRequest<?> request) {
    return built(any(request));
  }

  /// The snapshot of the history for this request.
  Snapshot past(HttpRequest<?> request) {
    return built(any(history.view(), request));
  }

  private static Snapshot built(Snapshot snapshot) {
    if (snapshot.standing() == Standing.BUILDING) {
      snapshot.close();
      throw building();
    }
    return snapshot;
  }

  /// What to answer when a paper is not in `snapshot`: that it does not exist, if that is certain.
  public static ProblemException missing(Snapshot snapshot, String detail) {
    return snapshot.standing() == Standing.CURRENT
        ? new ProblemException(Problem.notFound(detail))
        : building();
  }

  private static Optional<Snapshot> newest(
      View view, Optional<Position> required, Duration patience) {
    if (required.isEmpty()) {
      return view.snapshot();
    }
    try {
      return view.snapshot(required.get(), patience);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return view.snapshot();
    }
  }

  private static ProblemException notReached(Position position) {
    return new ProblemException(
        Problem.unavailable("position-not-reached", "The view has not read that far yet.", RETRY)
            .with("position", position.token()));
  }

  private static Optional<Position> required(HttpRequest<?> request) {
    return Optional.ofNullable(request.getHeaders().get(MIN_POSITION)).map(Reads::position);
  }

  private static Position position(String token) {
    return Position.parse(token.strip())
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.badRequest(
                        "bad-position",
                        MIN_POSITION + " is not a position that a write returned.")));
  }

  private static Duration patience(HttpRequest<?> request) {
    for (String preference : request.getHeaders().getAll("Prefer")) {
      Matcher wait = WAIT.matcher(preference);
      if (wait.find()) {
        return Duration.ofSeconds(Math.min(PATIENCE_SECONDS_MAX, Long.parseLong(wait.group(1))));
      }
    }
    return PATIENCE;
  }

  private static ProblemException opening() {
    return new ProblemException(
        Problem.unavailable("view-opening", "The view is being opened.", RETRY));
  }

  private static ProblemException building() {
    return new ProblemException(
        Problem.unavailable(
            "view-building",
            "The view is still reading what there is; what it lacks now may exist.",
            RETRY));
  }
}
