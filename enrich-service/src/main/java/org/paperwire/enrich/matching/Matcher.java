package org.paperwire.enrich.matching;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.paperwire.enrich.matching.Evidence.Feature;
import org.paperwire.enrich.matching.Verdict.Outcome;
import org.paperwire.enrich.matching.Verdict.Reason;

/// Says whether two records are one paper. Symmetric, and a function of the features alone.
public final class Matcher {

  /// Below this likeness of titles, and without a common identifier or text, nothing else is looked
  /// at.
  private static final double TITLE_LEAST = 0.4;

  private static final double LINK = 0.5;
  private static final double NEAR = 0.1;

  public Matcher() {}

  public Verdict compare(Features a, Features b) {
    return compare(Profile.of(a), Profile.of(b));
  }

  /// The same of profiles made before.
  public Verdict compare(Profile a, Profile b) {
    Features one = a.features();
    Features other = b.features();
    boolean sharesId = Guard.sharesAny(one.identifiers(), other.identifiers());
    double text = one.text().likeness(other.text());
    if (!sharesId && text < 0.5 && cannotBeAlike(a, b)) {
      return Verdict.none("unlike-titles");
    }
    Evidence evidence = Evidence.of(a, b);
    var reasons = new ArrayList<Reason>();
    double logit = HandScorer.logit(evidence, reasons);
    if (!one.text().isEmpty() && !other.text().isEmpty()) {
      double contribution = text > 0.8 ? 4 : text > 0.3 ? 2 : text > 0.1 ? 0.5 : -1;
      reasons.add(new Reason("abstract", "%.2f".formatted(text), contribution));
      logit += contribution;
    }
    reasons.sort(
        Comparator.comparingDouble((Reason reason) -> -Math.abs(reason.contribution()))
            .thenComparing(Reason::feature));
    double score = 1 / (1 + Math.exp(-logit));
    Optional<String> apart = Guard.keepsApart(a, b);
    if (apart.isPresent()) {
      return new Verdict(score >= NEAR ? Outcome.NEAR : Outcome.NONE, score, apart.get(), reasons);
    }
    if (sharesId) {
      boolean contradicted =
          evidence.of(Feature.TITLE_ANYWHERE) < 0.3 && evidence.of(Feature.AUTHORS) == 0;
      return new Verdict(
          contradicted ? Outcome.NEAR : Outcome.LINK,
          contradicted ? score : 1,
          contradicted ? "identifier-contradicted" : "identifier",
          reasons);
    }
    boolean generic = Guard.isGeneric(one.title()) || Guard.isGeneric(other.title());
    boolean supported =
        evidence.of(Feature.AUTHORS) > 0
            || text > 0.5
            || one.year().isPresent()
                && one.year().equals(other.year())
                && evidence.of(Feature.VENUE) > 0.5;
    if (score >= LINK && generic && text < 0.5) {
      return new Verdict(Outcome.NEAR, score, "generic-title", reasons);
    }
    if (score >= LINK && !supported) {
      return new Verdict(Outcome.NEAR, score, "title-alone", reasons);
    }
    return new Verdict(
        score >= LINK ? Outcome.LINK : score >= NEAR ? Outcome.NEAR : Outcome.NONE,
        score,
        "scored",
        reasons);
  }

  private static boolean cannotBeAlike(Profile a, Profile b) {
    return Math.min(a.titleTrigrams.in(b.wholeTrigrams), b.titleTrigrams.in(a.wholeTrigrams))
        < TITLE_LEAST;
  }

  static List<String> rules() {
    return List.of("identifier", "scored");
  }
}
