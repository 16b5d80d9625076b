package org.paperwire.query.web;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.paperwire.platform.generations.Plan;
import org.paperwire.platform.generations.Plan.Mark;
import org.paperwire.query.views.RebuildStatus;
import org.paperwire.query.views.View;
import org.paperwire.query.views.ViewStatus;

/// A view on the page of views, or the enrichment that all of them are made of.
///
/// @param name of it
/// @param summary which generation serves, and how it is doing
/// @param because what it waits for
/// @param rebuild the last rebuild in words
/// @param done of the rebuild that runs, out of a thousand
public record ViewCard(
    String name,
    String summary,
    Optional<String> because,
    Optional<String> rebuild,
    Optional<Long> done) {

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

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
        rebuild.map(last -> words(last, Integer.toString(last.generation()))),
        rebuild.flatMap(ViewCard::thousandths));
  }

  /// @param plan which generation serves, as soon as that is known
  /// @param rebuild the last one, running or over
  static ViewCard ofEnrichment(Optional<Plan> plan, Optional<RebuildStatus> rebuild) {
    return new ViewCard(
        "enrichment",
        plan.map(ViewCard::summary).orElse("nobody can say yet which generation serves"),
        Optional.empty(),
        rebuild.map(last -> words(last, last.enrichment().name())),
        rebuild.flatMap(ViewCard::thousandths));
  }

  private static String summary(Plan plan) {
    return "generation "
        + since(plan.serving())
        + plan.before().map(mark -> "; the one before: " + since(mark)).orElse("");
  }

  private static String since(Mark mark) {
    return "%s, since %s".formatted(mark.generation().name(), MINUTE.format(mark.since()));
  }

  private static Optional<Long> thousandths(RebuildStatus rebuild) {
    return rebuild.state() == RebuildStatus.State.BUILDING
        ? Optional.of(1_000 * rebuild.done() / Math.max(1, rebuild.total()))
        : Optional.empty();
  }

  private static String words(RebuildStatus rebuild, String generation) {
    String what =
        "Rebuild %d of generation %s: %s"
            .formatted(rebuild.number(), generation, word(rebuild.state()));
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
