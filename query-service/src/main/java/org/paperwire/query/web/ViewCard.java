package org.paperwire.query.web;

import java.util.Locale;
import java.util.Optional;
import org.paperwire.query.views.RebuildStatus;
import org.paperwire.query.views.View;
import org.paperwire.query.views.ViewStatus;

/// A view on the page of views.
///
/// @param name of it
/// @param summary generation, state, lag
/// @param because what it waits for
/// @param rebuild the last rebuild in words
/// @param done of the rebuild that runs, out of a thousand
public record ViewCard(
    String name,
    String summary,
    Optional<String> because,
    Optional<String> rebuild,
    Optional<Long> done) {

  static ViewCard of(View view) {
    ViewStatus status = view.status();
    Optional<RebuildStatus> rebuild = view.rebuilds().newest();
    return new ViewCard(
        status.name(),
        "%s, %s, %,d documents, %s behind"
            .formatted(
                status.generation().map(number -> "generation " + number).orElse("not open yet"),
                word(status.state()),
                status.papers(),
                status.lag().map("%,d"::formatted).orElse("nobody knows how far")),
        status.because(),
        rebuild.map(ViewCard::words),
        rebuild
            .filter(running -> running.state() == RebuildStatus.State.BUILDING)
            .map(running -> 1_000 * running.done() / Math.max(1, running.total())));
  }

  private static String words(RebuildStatus rebuild) {
    String what =
        "Rebuild %d of generation %d: %s"
            .formatted(rebuild.number(), rebuild.generation(), word(rebuild.state()));
    String howFar =
        rebuild.state() == RebuildStatus.State.BUILDING
            ? ", %,d of %,d at %,.0f a second%s"
                .formatted(
                    rebuild.done(),
                    rebuild.total(),
                    rebuild.rate(),
                    rebuild.timeLeft().map(left -> ", " + left.toSeconds() + " s left").orElse(""))
            : "";
    return what + howFar + rebuild.because().map(why -> " (" + why + ")").orElse("");
  }

  private static String word(Enum<?> state) {
    return state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
