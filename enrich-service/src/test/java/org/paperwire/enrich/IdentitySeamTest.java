package org.paperwire.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.paperwire.enrich.SightingBuilder.sighting;
import static org.paperwire.enrich.SignalBuilder.comments;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.paperwire.avro.ChangeKind;
import org.paperwire.avro.Paper;
import org.paperwire.avro.PaperChange;
import org.paperwire.bibliography.PaperId;
import org.paperwire.bibliography.RecordKey;
import org.paperwire.enrich.identity.Pairs;

/// What happens around identity once it joins records: shown with a matching that joins the pairs a
/// test names.
class IdentitySeamTest {

  private static final String PREPRINT = "arxiv:2401.00001";
  private static final String ARTICLE = "doi:10.1/owls";

  private final Pairs pairs = new Pairs();
  private final PaperTopologyWorld world = new PaperTopologyWorld(pairs);

  @AfterEach
  void end() {
    world.close();
  }

  private static String id(String recordKey) {
    return PaperId.of(new RecordKey(recordKey)).value();
  }

  @Test
  void aSecondRecordOfAPaperIsAnUpdateAndNeverADiscoveryOfItsOwn() {
    pairs.same(PREPRINT, ARTICLE);
    world.given(sighting(PREPRINT).titled("Owls read logs"));

    world.when(sighting(ARTICLE).by("crossref").titled("Owls read logs").at("Owl Letters", 2025));

    assertThat(world.changes())
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.getPaperId()).isEqualTo(id(PREPRINT));
              assertThat(change.getKind()).isEqualTo(ChangeKind.UPDATED);
              assertThat(change.getPaper().getRecordKeys()).containsExactly(PREPRINT, ARTICLE);
              assertThat(change.getPaper().getVenue()).isEqualTo("Owl Letters");
              assertThat(change.getPaper().getIdentifiers()).containsOnlyKeys("arxiv", "doi");
            });
  }

  @Test
  void aStrongerIdentifierRenamesThePaperAndTheOldIdResolvesToTheNewOne() {
    pairs.same(PREPRINT, ARTICLE);
    world.given(sighting(ARTICLE).titled("Owls read logs"));

    world.when(sighting(PREPRINT).titled("Owls read logs"));

    assertThat(world.changes())
        .extracting(PaperChange::getPaperId, PaperChange::getKind)
        .containsExactlyInAnyOrder(
            tuple(id(ARTICLE), ChangeKind.MERGED), tuple(id(PREPRINT), ChangeKind.DISCOVERED));
    Paper old = world.papers().get(id(ARTICLE));
    assertThat(old.getMergedInto()).isEqualTo(id(PREPRINT));
    assertThat(old.getRevision()).isEqualTo(2);
    assertThat(world.papers().get(id(PREPRINT)).getRecordKeys()).containsExactly(PREPRINT, ARTICLE);
    assertThat(world.changes())
        .filteredOn(change -> change.getKind() == ChangeKind.MERGED)
        .singleElement()
        .satisfies(
            merged -> {
              assertThat(merged.getInto()).isEqualTo(id(PREPRINT));
              assertThat(merged.getEpoch()).isPositive();
            });
  }

  @Test
  void aPaperThatIsTakenApartStandsUnderBothIdsAgain() {
    pairs.same(PREPRINT, ARTICLE);
    world.given(sighting(ARTICLE).titled("Owls"), sighting(PREPRINT).titled("Owls"));

    world.from().decide(PREPRINT, ARTICLE, "different");

    assertThat(world.papers().get(id(PREPRINT)).getRecordKeys()).containsExactly(PREPRINT);
    Paper article = world.papers().get(id(ARTICLE));
    assertThat(article.getMergedInto()).isNull();
    assertThat(article.getRecordKeys()).containsExactly(ARTICLE);
    assertThat(world.changes())
        .filteredOn(change -> change.getPaperId().equals(id(ARTICLE)))
        .extracting(PaperChange::getKind)
        .containsExactly(ChangeKind.SPLIT);
  }

  @Test
  void aCounterThatTwoRecordsShowIsCountedOnce() {
    pairs.same(PREPRINT, ARTICLE);
    world
        .given(sighting(PREPRINT), sighting(ARTICLE))
        .given(
            comments(PREPRINT, 14).observed("2026-01-02T00:00:00Z"),
            comments(ARTICLE, 12).observed("2026-01-01T00:00:00Z"));

    assertThat(world.paper(PREPRINT).getComments()).isEqualTo(14);
  }
}
