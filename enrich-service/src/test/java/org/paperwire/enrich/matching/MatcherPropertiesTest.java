package org.paperwire.enrich.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.paperwire.enrich.matching.Evidence.Feature;
import org.paperwire.enrich.matching.Verdict.Outcome;

class MatcherPropertiesTest {

  private static final Matcher MATCHER = new Matcher();
  private static final BoostedTrees TREES = Matcher.trees();

  @Provide
  Arbitrary<Works> works() {
    Arbitrary<Works> titled =
        Arbitraries.of(
                "Owls read distributed logs",
                "Owls read distributed logs, Part II",
                "Owls Read Distributed Log s",
                "owls read distributed logs a owl , b barn vldb 1999",
                "Ravens read $\\log$ files",
                "Preface")
            .map(Works::work);
    return Combinators.combine(
            titled,
            Arbitraries.of("Ada Owl", "Owl, A.", "Bo Barn").list().ofMaxSize(2),
            Arbitraries.of("VLDB", "VLDB J.", "Journal of Ravens").injectNull(0.5),
            Arbitraries.integers().between(1998, 2000).injectNull(0.5),
            Arbitraries.of("2501.00001", "2501.00002").injectNull(0.7))
        .as(
            (work, names, venue, year, id) -> {
              Works made = work.by(names.toArray(String[]::new));
              made = venue == null ? made : made.at(venue);
              made = year == null ? made : made.in(year);
              return id == null ? made : made.known("arxiv", id);
            });
  }

  @Property(tries = 300)
  void comparingIsSymmetricAndBounded(@ForAll("works") Works a, @ForAll("works") Works b) {
    Verdict verdict = MATCHER.compare(a.features(), b.features());

    assertThat(MATCHER.compare(b.features(), a.features())).isEqualTo(verdict);
    assertThat(verdict.score()).isBetween(0.0, 1.0);
    assertThat(verdict.rule()).isNotEmpty();
  }

  @Property(tries = 300)
  void whatAGuardKeepsApartIsNeverLinked(@ForAll("works") Works a, @ForAll("works") Works b) {
    if (Guard.keepsApart(a.features(), b.features()).isPresent()) {
      assertThat(MATCHER.compare(a.features(), b.features()).outcome()).isNotEqualTo(Outcome.LINK);
    }
  }

  @Property(tries = 1000)
  void moreLikenessOfTitlesNeverLowersTheScore(
      @ForAll @Size(30) List<@DoubleRange(min = -1, max = 8) Double> drawn,
      @ForAll @DoubleRange(min = 0, max = 1) double step) {
    int[] directions = Evidence.directions();
    double[] values = drawn.stream().limit(directions.length).mapToDouble(v -> v).toArray();
    for (Feature feature : Feature.values()) {
      double[] raised = values.clone();
      raised[feature.ordinal()] += step * directions[feature.ordinal()];

      assertThat(TREES.logit(raised)).isGreaterThanOrEqualTo(TREES.logit(values) - 1e-9);
    }
    assertThat(directions[Feature.TITLE.ordinal()]).isEqualTo(1);
    assertThat(directions[Feature.TITLE_ANYWHERE.ordinal()]).isEqualTo(1);
  }

  @Property(tries = 200)
  void contributionsAddUpToTheSum(
      @ForAll @Size(30) List<@DoubleRange(min = -1, max = 8) Double> drawn) {
    double[] values =
        drawn.stream().limit(Evidence.directions().length).mapToDouble(v -> v).toArray();

    assertThat(Arrays.stream(TREES.contributions(values)).sum())
        .isCloseTo(TREES.logit(values), within(1e-6));
    assertThat(BoostedTrees.read(TREES.text()).logit(values))
        .isCloseTo(TREES.logit(values), within(1e-9));
  }
}
