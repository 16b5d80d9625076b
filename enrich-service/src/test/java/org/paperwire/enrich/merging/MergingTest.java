package org.paperwire.enrich.merging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.paperwire.enrich.SightingBuilder.sighting;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.paperwire.bibliography.PaperId;
import org.paperwire.bibliography.PartialDate;
import org.paperwire.bibliography.RecordKey;
import org.paperwire.bibliography.SourceName;
import org.paperwire.enrich.SightingBuilder;
import org.paperwire.enrich.mapping.HeardMapping;
import org.paperwire.enrich.records.Author;
import org.paperwire.enrich.records.Count;
import org.paperwire.enrich.records.Precedence;
import org.paperwire.enrich.records.SourceRanks;
import org.paperwire.enrich.records.Statements;
import org.paperwire.enrich.records.WorkRecord;

class MergingTest {

  private static final RecordKey KEY = new RecordKey("arxiv:2401.00001");
  private static final RecordKey OTHER = new RecordKey("doi:10.1/owls");
  private static final PaperId ID = PaperId.of(KEY);
  private static final Precedence PRECEDENCE = new Precedence(SourceRanks.standard());
  private static final WorkRecord.Joining JOINING = new WorkRecord.Joining(PRECEDENCE);
  private static final Merging MERGING = new Merging(PRECEDENCE);

  @Provide
  Arbitrary<WorkRecord> additions() {
    return Statements.additions();
  }

  /// The paper of a set of records is the same in whatever order, and with whatever repetition, the
  /// parts of the records came and the records are given.
  @Property(tries = 300)
  void aPaperIsAFunctionOfTheSetOfWhatWasSaid(
      @ForAll @Size(min = 1, max = 8) List<@From("additions") WorkRecord> some,
      @ForAll @Size(max = 8) List<@From("additions") WorkRecord> others,
      @ForAll Random random) {
    WorkRecord first = joined(some);
    if (!first.isDescribed()) {
      return;
    }
    var shuffled = new ArrayList<>(some);
    shuffled.addAll(some);
    Collections.shuffle(shuffled, random);

    Paper paper =
        MERGING.paper(ID, List.of(new Member(KEY, first), new Member(OTHER, joined(others))));
    Paper again =
        MERGING.paper(
            ID, List.of(new Member(OTHER, joined(others)), new Member(KEY, joined(shuffled))));

    assertThat(again).isEqualTo(paper);
  }

  @Example
  void theStrongerSourceWinsAFieldAndTheWeakerFillsWhatItLeavesOpen() {
    Paper paper =
        paper(
            said(
                sighting("arxiv:2401.00001")
                    .by("huggingface")
                    .as("1")
                    .titled("Owls read logs (HF)")
                    .from("Owl Institute")),
            said(
                sighting("arxiv:2401.00001")
                    .by("arxiv-api")
                    .as("2")
                    .titled("Owls read logs")
                    .abstracted("We watched owls.")));

    assertThat(paper.title()).isEqualTo("Owls read logs");
    assertThat(paper.organisation()).contains("Owl Institute");
    assertThat(paper.provenance().get("title").source()).isEqualTo(new SourceName("arxiv-api"));
    assertThat(paper.provenance().get("organisation").source())
        .isEqualTo(new SourceName("huggingface"));
    assertThat(paper.provenance()).doesNotContainKey("venue");
  }

  @Example
  void ofOneRankTheNewerVersionWinsThenTheLaterObservation() {
    assertThat(
            paper(
                    said(
                        sighting("arxiv:2401.00001")
                            .by("arxiv-api")
                            .as("1")
                            .titled("First")
                            .version(1)),
                    said(
                        sighting("arxiv:2401.00001")
                            .by("arxiv-rss")
                            .as("2")
                            .titled("Second")
                            .version(2)))
                .title())
        .isEqualTo("Second");
    assertThat(
            paper(
                    said(
                        sighting("arxiv:2401.00001")
                            .by("huggingface")
                            .as("1")
                            .titled("Later")
                            .observed("2026-01-02T00:00:00Z")),
                    said(
                        sighting("arxiv:2401.00001")
                            .by("huggingface")
                            .as("2")
                            .titled("Earlier")
                            .observed("2026-01-01T00:00:00Z")))
                .title())
        .isEqualTo("Later");
  }

  @Example
  void aDateIsAsPreciseAsAnyoneWhoAgreesKnowsIt() {
    assertThat(
            paper(
                    said(
                        sighting("arxiv:2401.00001")
                            .by("arxiv-api")
                            .as("1")
                            .titled("Owls")
                            .published("2025")),
                    said(
                        sighting("arxiv:2401.00001")
                            .by("huggingface")
                            .as("2")
                            .titled("Owls")
                            .published("2025-07-10")),
                    said(
                        sighting("arxiv:2401.00001")
                            .by("somebody")
                            .as("3")
                            .titled("Owls")
                            .published("2025-07")))
                .publishedAt())
        .contains(new PartialDate("2025-07-10"));
    assertThat(
            paper(
                    said(
                        sighting("arxiv:2401.00001")
                            .by("arxiv-api")
                            .as("1")
                            .titled("Owls")
                            .published("2025")),
                    said(
                        sighting("arxiv:2401.00001")
                            .by("huggingface")
                            .as("2")
                            .titled("Owls")
                            .published("2024-12-31")))
                .publishedAt())
        .contains(new PartialDate("2025"));
  }

  @Example
  void theYearIsThatOfTheDateUnlessASourceGivesOne() {
    assertThat(
            paper(
                    said(
                        sighting("arxiv:2401.00001")
                            .by("huggingface")
                            .as("1")
                            .titled("Owls")
                            .published("2025-07-10")))
                .year())
        .contains(2025);
    assertThat(
            paper(
                    said(
                        sighting("arxiv:2401.00001")
                            .by("huggingface")
                            .as("1")
                            .titled("Owls")
                            .published("2025-07-10")
                            .at("Owl Letters", 2026)))
                .year())
        .contains(2026);
    assertThat(
            paper(said(sighting("arxiv:2401.00001").by("huggingface").as("1").titled("Owls")))
                .year())
        .isEmpty();
  }

  @Example
  void theFirstListingCountsAndTheNewestVersionIsShown() {
    Paper paper =
        paper(
            said(
                sighting("arxiv:2401.00001")
                    .by("arxiv-api")
                    .as("1")
                    .titled("Owls")
                    .listed("2026-01-05")
                    .version(1)),
            said(
                sighting("arxiv:2401.00001")
                    .by("huggingface")
                    .as("2")
                    .titled("Owls")
                    .listed("2026-01-03")
                    .version(3)));

    assertThat(paper.listedAt()).contains(LocalDate.parse("2026-01-03"));
    assertThat(paper.version()).contains(3);
  }

  @Example
  void authorsAreCountedOnlyWhereNobodyNamesThem() {
    assertThat(
            paper(
                    said(
                        sighting("arxiv:2401.00001")
                            .by("huggingface")
                            .as("1")
                            .titled("Owls")
                            .countingAuthors(8)))
                .authorCount())
        .contains(8);
    Paper named =
        paper(
            said(
                sighting("arxiv:2401.00001")
                    .by("huggingface")
                    .as("1")
                    .titled("Owls")
                    .countingAuthors(8)),
            said(
                sighting("arxiv:2401.00001")
                    .by("somebody")
                    .as("2")
                    .titled("Owls")
                    .written("Ada Owl")));
    assertThat(named.authorCount()).isEmpty();
    assertThat(named.authors()).extracting(Author::name).containsExactly("Ada Owl");
  }

  @Example
  void setsAreUnitedThePrimaryCategoryOfTheStrongestFirst() {
    Paper paper =
        paper(
            said(
                sighting("arxiv:2401.00001")
                    .by("huggingface")
                    .as("1")
                    .titled("Owls")
                    .classed("cs.DL", "cs.IR")),
            said(
                sighting("arxiv:2401.00001")
                    .by("arxiv-api")
                    .as("2")
                    .titled("Owls")
                    .classed("cs.IR", "cs.LG")));

    assertThat(paper.categories()).containsExactly("cs.IR", "cs.LG", "cs.DL");
  }

  @Example
  void linksAreThoseGivenAndThoseWrittenInTheAbstractAndOfTheWebAlone() {
    Paper paper =
        paper(
            said(
                sighting("arxiv:2401.00001")
                    .by("huggingface")
                    .as("1")
                    .titled("Owls")
                    .abstracted(
                        "Code (https://github.com/owls/read), see https://en.example/Owl_(bird)."
                            + " Not ftp://owls.example or https:// alone.")
                    .linking("https://owls.example/page", "javascript:alert(1)", "file:///etc")));

    assertThat(paper.links())
        .containsExactly(
            "https://en.example/Owl_(bird)",
            "https://github.com/owls/read",
            "https://owls.example/page");
  }

  @Example
  void aCountIsTheNewestOfEachSourceAddedUp() {
    var huggingface = new Count.Counter(new SourceName("huggingface"), Count.Kind.COMMENT);
    var forum = new Count.Counter(new SourceName("forum"), Count.Kind.COMMENT);
    WorkRecord counted =
        Arrays.asList(
                new Count(huggingface, 14, Optional.of(Instant.ofEpochSecond(2))),
                new Count(huggingface, 99, Optional.of(Instant.ofEpochSecond(1))),
                new Count(forum, 2, Optional.empty()))
            .stream()
            .map(WorkRecord::of)
            .reduce(
                said(sighting("arxiv:2401.00001").by("huggingface").as("1").titled("Owls")),
                JOINING::join);

    assertThat(paper(counted).comments()).contains(16L);
    assertThat(paper(counted).upvotes()).isEmpty();
  }

  @Example
  void sightingsAreInTheOrderOfTheirOrigins() {
    Paper paper =
        paper(
            said(sighting("arxiv:2401.00001").by("somebody").as("b").titled("Owls")),
            said(sighting("arxiv:2401.00001").by("huggingface").as("z").titled("Owls")),
            said(sighting("arxiv:2401.00001").by("huggingface").as("a").titled("Owls")));

    assertThat(paper.sightings())
        .extracting(seen -> seen.origin().source().value() + seen.origin().sourceId().orElse(""))
        .containsExactly("huggingfacea", "huggingfacez", "somebodyb");
  }

  @Example
  void nobodyIsNoPaper() {
    assertThatThrownBy(() -> paper(WorkRecord.EMPTY)).hasMessageContaining("nobody");
  }

  private static WorkRecord said(SightingBuilder sighting) {
    return HeardMapping.sighted(sighting.build()).adds();
  }

  private static Paper paper(WorkRecord... records) {
    return MERGING.paper(ID, List.of(new Member(KEY, joined(List.of(records)))));
  }

  private static WorkRecord joined(List<WorkRecord> additions) {
    return additions.stream().reduce(WorkRecord.EMPTY, JOINING::join);
  }
}
