package org.paperwire.enrich.matching;

import java.util.List;
import org.paperwire.enrich.matching.Evidence.Feature;
import org.paperwire.enrich.matching.Verdict.Reason;

/// Weights by hand.
final class HandScorer {

  private HandScorer() {}

  static double logit(Evidence e, List<Reason> reasons) {
    double title = Math.max(e.of(Feature.TITLE), e.of(Feature.TITLE_ANYWHERE));
    double sum = 0;
    sum += told(reasons, "title", title, 14 * (title - 0.78));
    sum +=
        told(
            reasons,
            "words missing",
            e.of(Feature.WORDS_MISSING),
            -0.9 * e.of(Feature.WORDS_MISSING));
    double authors = e.of(Feature.AUTHORS);
    sum += told(reasons, "authors", authors, authors < 0 ? -0.8 : 5 * (authors - 0.5));
    double years = e.of(Feature.YEARS_APART);
    sum += told(reasons, "years apart", years, years < 0 ? -0.2 : 0.5 - 0.8 * Math.min(4, years));
    double venue = e.of(Feature.VENUE);
    sum += told(reasons, "venue", venue, venue < 0 ? 0 : venue - 0.4);
    return sum;
  }

  private static double told(
      List<Reason> reasons, String feature, double value, double contribution) {
    reasons.add(
        new Reason(feature, value < 0 ? "not said" : "%.2f".formatted(value), contribution));
    return contribution;
  }
}
