package org.paperwire.enrich.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paperwire.enrich.matching.Works.work;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class FeaturesTest {

  @Test
  void authorsVenueAndYearBehindTheTitleAreTakenOff() {
    Features features =
        work("owl aggregation j hellerstein , p haas , h wang sigmod conference 1997.0").features();

    assertThat(features.title()).isEqualTo("owl aggregation");
    assertThat(features.authors()).containsExactly("hellerstein j", "haas p", "wang h");
    assertThat(features.venue()).isEqualTo("sigmod conference");
    assertThat(features.year()).contains(1997);
    assertThat(features.rest()).contains("hellerstein");
  }

  @Test
  void anOrdinaryTitleStaysWhole() {
    String title = "Owls, Ravens and Crows: A Survey of Birds in the Wild";

    assertThat(work(title).by("Ada Owl").in(2020).features().title())
        .isEqualTo("owls ravens and crows a survey of birds in the wild");
    assertThat(work(title).features().rest()).isEmpty();
  }

  @Test
  void identifiersAreFoundWhereverTheyStand() {
    assertThat(work("Owls").known("dblp", "journals/corr/abs-2501-00001").features().identifiers())
        .containsExactly("arxiv:2501.00001", "dblp:journals/corr/abs-2501-00001");
    assertThat(work("Owls").known("doi", "10.48550/arXiv.2501.00001").features().identifiers())
        .containsExactly("arxiv:2501.00001");
    assertThat(work("Owls").linking("https://arxiv.org/pdf/2501.00001v3").features().identifiers())
        .containsExactly("arxiv:2501.00001");
    assertThat(work("Owls").linking("https://doi.org/10.1000/Owl").features().identifiers())
        .containsExactly("doi:10.1000/owl");
  }

  @Test
  void linksToOtherPapersAreNoIdentifiers() {
    assertThat(
            work("Owls")
                .known("arxiv", "2501.00001")
                .linking("https://arxiv.org/abs/2412.00002")
                .features()
                .identifiers())
        .containsExactly("arxiv:2501.00001");
    assertThat(
            work("Owls")
                .linking("https://arxiv.org/abs/2412.00002", "https://arxiv.org/abs/2412.00003")
                .features()
                .identifiers())
        .isEmpty();
  }

  @Property(tries = 200)
  void whateverIsSaidTheFeaturesAreSmall(
      @ForAll @StringLength(min = 1, max = 400) String title,
      @ForAll @StringLength(max = 200) String name,
      @ForAll @StringLength(max = 200) String venue) {
    Features features = work("t" + title).by(name, name + "b").at("v" + venue).features();

    assertThat(features.title().length()).isLessThanOrEqualTo(Features.TITLE_MAX);
    assertThat(features.rest().length()).isLessThanOrEqualTo(Features.REST_MAX);
    assertThat(features.venue().length()).isLessThanOrEqualTo(Features.VENUE_MAX);
    assertThat(features.authors().size()).isLessThanOrEqualTo(Features.AUTHORS_MAX);
    assertThat(BlockKeys.of(features)).hasSizeLessThanOrEqualTo(22);
  }
}
