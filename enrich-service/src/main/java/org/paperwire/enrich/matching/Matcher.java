package org.paperwire.enrich.matching;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import org.paperwire.enrich.matching.Evidence.Feature;
import org.paperwire.enrich.matching.Verdict.Outcome;
import org.paperwire.enrich.matching.Verdict.Reason;

/// Says whether two records are one paper. Symmetric, and a function of the features alone.
///
/// 1. A common identifier decides (`identifier`), unless titles and authors have nothing in common.
/// 2. So do two abstracts that are word for word one, if the authors do not contradict
///    (`same-text`).
/// 3. Otherwise trees trained on labelled pairs weigh titles, authors, years and venues
///    ([BoostedTrees]), and the likeness of the abstracts is added by hand, because no labelled
///    pair has any (`scored`).
/// 4. What the score would join is still not joined on its title alone (`title-alone`), under a
///    title that names no paper (`generic-title`), with other people (`other-authors`), or in two
///    venues with two abstracts, as a conference paper and its journal version (`two-versions`).
/// 5. What a [Guard] keeps apart stays apart.
public final class Matcher {

  /// At least this share of one title's letters has to be in the other record for a closer look.
  private static final double TITLE_LEAST = 0.4;

  /// The score from which on two records are one paper: 97 of 100 pairs above it are.
  static final double LINK = 0.85;

  /// The score from which on a pair is worth telling.
  static final double NEAR = 0.1;

  /// Likeness of abstracts from which on they are one text, cut off or revised a little.
  private static final double ONE_TEXT = 0.85;

  /// Likeness of abstracts below which they are two texts.
  static final double TWO_TEXTS = 0.5;

  private static final double HALF = 0.5;

  /// What the likeness of two abstracts contributes, in logits, between these.
  private static final double[] TEXT_LIKENESS = {0, 0.08, 0.2, 0.5, 0.8, 0.95, 1};

  private static final double[] TEXT_CONTRIBUTION = {-3, -3, 0.3, 2.5, 4, 6, 6};

  private static final Comparator<Reason> WEIGHTIEST =
      Comparator.comparingDouble((Reason reason) -> -Math.abs(reason.contribution()))
          .thenComparing(Reason::feature);

  private final BoostedTrees trees;

  /// The matcher that Paperwire comes with.
  public Matcher() {
    this(trees());
  }

  Matcher(BoostedTrees trees) {
    this.trees = trees;
  }

  /// The trees that Paperwire comes with.
  static BoostedTrees trees() {
    return BoostedTrees.read(resource("matcher.txt"));
  }

  /// Compares two records.
  public Verdict compare(Features a, Features b) {
    return compare(Profile.of(a), Profile.of(b));
  }

  /// The same of profiles made before.
  public Verdict compare(Profile a, Profile b) {
    boolean sharesId = Guard.sharesAny(a.features().identifiers(), b.features().identifiers());
    double text = a.features().text().overlap(b.features().text());
    if (!sharesId && text < TWO_TEXTS && a.titleLikeness(b) < TITLE_LEAST) {
      return Verdict.none("unlike-titles");
    }
    var evidence = Evidence.of(a, b);
    boolean texts = !a.features().text().isEmpty() && !b.features().text().isEmpty();
    double logit = trees.logit(evidence.values()) + (texts ? contribution(text) : 0);
    double score = Math.min(MOST, 1 / (1 + Math.exp(-logit)));
    Optional<String> apart = Guard.keepsApart(a, b);
    if (apart.isPresent()) {
      return verdict(
          isRelative(a, b, score) || sharesId ? Outcome.NEAR : Outcome.NONE,
          score,
          apart.get(),
          evidence,
          texts,
          text);
    }
    if (sharesId) {
      return isContradicted(evidence, text)
          ? verdict(Outcome.NEAR, score, "identifier-contradicted", evidence, texts, text)
          : verdict(Outcome.LINK, 1, "identifier", evidence, texts, text);
    }
    if (text >= ONE_TEXT && evidence.of(Feature.AUTHORS) != 0) {
      return verdict(Outcome.LINK, Math.max(score, LINK), "same-text", evidence, texts, text);
    }
    if (score < LINK) {
      return verdict(
          isRelative(a, b, score) ? Outcome.NEAR : Outcome.NONE,
          score,
          "scored",
          evidence,
          texts,
          text);
    }
    Optional<String> overruled = overruled(a, b, evidence, texts, text);
    Outcome kept = isRelative(a, b, score) ? Outcome.NEAR : Outcome.NONE;
    return verdict(
        overruled.isPresent() ? kept : Outcome.LINK,
        score,
        overruled.orElse("scored"),
        evidence,
        texts,
        text);
  }

  private static final double MOST = 0.9999;
  private static final double WORTH_TELLING = 0.1;

  private static boolean isContradicted(Evidence evidence, double text) {
    return evidence.of(Feature.TITLE_ANYWHERE) < 0.3
        && evidence.of(Feature.AUTHORS) == 0
        && text < TWO_TEXTS;
  }

  /// What keeps two records apart that score high.
  private static Optional<String> overruled(
      Profile a, Profile b, Evidence evidence, boolean texts, double text) {
    boolean sameYear = evidence.of(Feature.YEARS_APART) == 0;
    boolean sameVenue = evidence.of(Feature.VENUE) >= HALF;
    boolean sameAuthors = evidence.of(Feature.AUTHORS) >= HALF;
    if (evidence.of(Feature.GENERIC) > 0 && !(sameAuthors && sameYear && sameVenue)) {
      return Optional.of("generic-title");
    }
    if (evidence.of(Feature.AUTHORS) <= 0 && texts) {
      return Optional.of(evidence.of(Feature.AUTHORS) < 0 ? "title-alone" : "other-authors");
    }
    boolean nearlySameYear = sameYear || evidence.of(Feature.YEARS_APART) == 1;
    if (evidence.of(Feature.AUTHORS) < 0.2 && !nearlySameYear && !sameVenue && text < TWO_TEXTS) {
      return Optional.of("title-alone");
    }
    if (texts
        && text < TWO_TEXTS
        && a.venue.isPublication()
        && b.venue.isPublication()
        && !sameVenue) {
      return Optional.of("two-versions");
    }
    return Optional.empty();
  }

  private static double contribution(double text) {
    int i = 1;
    while (i < TEXT_LIKENESS.length - 1 && text > TEXT_LIKENESS[i]) {
      i++;
    }
    double share = (text - TEXT_LIKENESS[i - 1]) / (TEXT_LIKENESS[i] - TEXT_LIKENESS[i - 1]);
    return TEXT_CONTRIBUTION[i - 1]
        + Math.min(1, share) * (TEXT_CONTRIBUTION[i] - TEXT_CONTRIBUTION[i - 1]);
  }

  private Verdict verdict(
      Outcome outcome, double score, String rule, Evidence evidence, boolean texts, double text) {
    if (outcome == Outcome.NONE) {
      return Verdict.none(rule);
    }
    double[] contributions = trees.contributions(evidence.values());
    var reasons = new ArrayList<Reason>();
    for (Feature feature : Feature.values()) {
      double contribution = rounded(contributions[feature.ordinal()]);
      if (Math.abs(contribution) >= WORTH_TELLING) {
        reasons.add(new Reason(feature.label(), evidence.told(feature), contribution));
      }
    }
    if (texts) {
      reasons.add(
          new Reason("abstract", Double.toString(rounded(text)), rounded(contribution(text))));
    }
    reasons.sort(WEIGHTIEST);
    return new Verdict(outcome, score, rule, reasons);
  }

  private static double rounded(double value) {
    return Math.round(value * 100) / 100.0;
  }

  private static String resource(String name) {
    try (InputStream file = Matcher.class.getResourceAsStream(name)) {
      return new String(
          Objects.requireNonNull(file, name + " is part of this jar").readAllBytes(),
          StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Titles that differ by a number alone come in series, and generic titles stand in every issue.
  /// Each of them would be near all others: they are no relatives, or each new one would be news of
  /// all the others.
  private static boolean isRelative(Profile a, Profile b, double score) {
    return score >= NEAR
        && Guard.byNumbers(a.numerals, b.numerals).isEmpty()
        && !a.generic
        && !b.generic;
  }
}
