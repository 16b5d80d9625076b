package org.paperwire.query.api;

import jakarta.inject.Singleton;
import java.util.List;
import org.paperwire.platform.Problem;
import org.paperwire.platform.ProblemException;
import org.paperwire.query.search.PaperHistory;
import org.paperwire.query.search.PaperSearch;
import org.paperwire.query.views.View;

/// The views of this service, the one that papers are read from first.
@Singleton
public final class Views {

  private final List<View> all;

  Views(PaperSearch search, PaperHistory history) {
    this.all = List.of(search.view(), history.view());
  }

  public List<View> all() {
    return all;
  }

  /// The view of that name, or the end of the request.
  View named(String name) {
    return all.stream()
        .filter(view -> view.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.notFound(
                        "There is no view of that name; there are: "
                            + String.join(", ", all.stream().map(View::name).toList())
                            + ".")));
  }
}
