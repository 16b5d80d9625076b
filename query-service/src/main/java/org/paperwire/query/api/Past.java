package org.paperwire.query.api;

import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import org.paperwire.platform.Problem;
import org.paperwire.platform.ProblemException;
import org.paperwire.query.api.Answers.PaperPage;
import org.paperwire.query.papers.Paper;
import org.paperwire.query.search.Order;
import org.paperwire.query.search.PaperHistory;
import org.paperwire.query.search.PaperName;
import org.paperwire.query.search.Papers;
import org.paperwire.query.search.PastPapers;
import org.paperwire.query.search.Selection;
import org.paperwire.query.views.Snapshot;

/// Answers as of a moment.
@Singleton
final class Past {

  private final Reads reads;
  private final PaperHistory history;

  Past(Reads reads, PaperHistory history) {
    this.reads = reads;
    this.history = history;
  }

  /// The paper of that name, as it was.
  Paper paper(HttpRequest<?> request, PaperName name, Instant at) {
    try (Snapshot snapshot = reads.past(request)) {
      PastPapers papers = history.in(snapshot);
      Optional<Paper> then = papers.find(name, at);
      if (then.isPresent()) {
        return then.get();
      }
      throw papers
          .first(name)
          .map(first -> before(first, at))
          .orElseGet(() -> Reads.missing(snapshot, "No paper ever had that name."));
    }
  }

  private static ProblemException before(PastPapers.First first, Instant at) {
    if (at.isAfter(first.at())) {
      return new ProblemException(
          Problem.notFound("No paper had that name at that moment, though one had it before."));
    }
    return new ProblemException(
        first.whole()
            ? Problem.other(
                    "not-yet",
                    "It was not there yet",
                    404,
                    "The first that was heard of it is later than that.")
                .with("firstChangeAt", first.at().toString())
            : Problem.other(
                    "history-gone",
                    "The history does not reach that far",
                    410,
                    "What was known of it at that moment is no longer kept.")
                .with("firstChangeAt", first.at().toString()));
  }

  /// A day, as it was.
  PaperPage list(
      HttpRequest<?> request, Selection selection, Order order, Parameters parameters, Instant at) {
    if (selection.date().isEmpty() || selection.author().isPresent()) {
      throw Parameters.bad(
          "bad-as-of", "asOf goes with a date, and with tag, source and sort; not with author.");
    }
    try (Snapshot snapshot = reads.past(request)) {
      PastPapers papers = history.in(snapshot);
      Papers.Page page =
          Asking.ask(
              () -> papers.list(selection, order, parameters.limit(), parameters.cursor(), at));
      return new PaperPage(page.papers(), page.next(), snapshot.position().token());
    }
  }
}
