package org.paperwire.enrich;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.paperwire.enrich.SightingBuilder.sighting;
import static org.paperwire.enrich.SignalBuilder.comments;
import static org.paperwire.enrich.SignalBuilder.counted;
import static org.paperwire.enrich.SignalBuilder.upvotes;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.paperwire.avro.ChangeKind;
import org.paperwire.avro.PaperChange;
import org.paperwire.avro.PaperSighted;
import org.paperwire.avro.SightingRef;
import org.paperwire.avro.Tag;
import org.paperwire.enrich.identity.Matching;
import org.paperwire.topics.Topics;

class PaperTopologyTest {

  private static final String OWLS = "arxiv:2401.00001";

  private final PaperTopologyWorld world = new PaperTopologyWorld();

  @AfterEach
  void end() {
    world.close();
  }

  @Test
  void aFirstSightingIsADiscovery() {
    world.when(
        sighting(OWLS)
            .titled("Owls read logs")
            .abstracted("We watched owls read.")
            .published("2024-01-02"));

    assertThat(world.published())
        .singleElement()
        .satisfies(
            paper -> {
              assertThat(paper.getTitle()).isEqualTo("Owls read logs");
              assertThat(paper.getRevision()).isEqualTo(1);
              assertThat(paper.getYear()).isEqualTo(2024);
              assertThat(paper.getRecordKeys()).containsExactly(OWLS);
              assertThat(paper.getProvenance().get("title").getSource()).isEqualTo("huggingface");
            });
    assertThat(world.changes())
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.getKind()).isEqualTo(ChangeKind.DISCOVERED);
              assertThat(change.getRevision()).isEqualTo(1);
              assertThat(change.getPaper()).isEqualTo(world.paper(OWLS));
              assertThat(change.getFields())
                  .containsExactly(
                      "abstract",
                      "firstSeenAt",
                      "identifiers",
                      "provenance",
                      "publishedAt",
                      "recordKeys",
                      "sightings",
                      "title",
                      "year");
            });
  }

  @Test
  void sayingTheSameAgainChangesNothing() {
    var said = sighting(OWLS).titled("Owls read logs");
    world.given(said).given(comments(OWLS, 3));

    world.when(said.received("2026-02-01T00:00:00Z")).given(comments(OWLS, 3));

    assertThat(world.published()).isEmpty();
    assertThat(world.changes()).isEmpty();
  }

  @Test
  void aSecondSourceIsAnUpdateThatNamesWhatChanged() {
    world.given(sighting(OWLS).titled("Owls read logs").in("monday", 3));

    world.when(
        sighting(OWLS).titled("Owls read logs").in("tuesday", 9).abstracted("We watched owls."));

    assertThat(world.changes())
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.getKind()).isEqualTo(ChangeKind.UPDATED);
              assertThat(change.getRevision()).isEqualTo(2);
              assertThat(change.getFields()).contains("abstract", "sightings");
              assertThat(change.getFields()).doesNotContain("title", "revision", "firstSeenAt");
            });
    assertThat(world.paper(OWLS).getSightings())
        .extracting(SightingRef::getList)
        .containsExactly("monday", "tuesday");
  }

  @Test
  void aCountIsTheNewestOfEachSourceAddedUp() {
    world
        .given(sighting(OWLS))
        .given(
            comments(OWLS, 14).observed("2025-10-30T00:00:00Z"),
            comments(OWLS, 20).observed("2025-10-01T00:00:00Z"),
            comments(OWLS, 2).by("forum"),
            upvotes(OWLS, 5),
            counted(OWLS, "pick", 1));

    assertThat(world.paper(OWLS).getComments()).isEqualTo(16);
    assertThat(world.paper(OWLS).getUpvotes()).isEqualTo(5);
  }

  @Test
  void countsOfAPaperThatNobodyHasDescribedWaitForIt() {
    world.when(comments(OWLS, 3));
    assertThat(world.published()).isEmpty();

    world.when(sighting(OWLS));
    assertThat(world.paper(OWLS).getComments()).isEqualTo(3);
    assertThat(world.paper(OWLS).getRevision()).isEqualTo(1);
  }

  @Test
  void aWithdrawalIsToldAsOne() {
    world.given(sighting(OWLS).by("arxiv-api").as("2401.00001").version(1));

    world.when(
        sighting(OWLS).by("arxiv-api").as("2401.00001").version(2).withdrawn("Crucial error."));

    assertThat(world.changes())
        .extracting(PaperChange::getKind)
        .containsExactly(ChangeKind.WITHDRAWN);
    assertThat(world.paper(OWLS).getWithdrawn()).isEqualTo("Crucial error.");
    assertThat(world.paper(OWLS).getSightings()).hasSize(1);
  }

  @Test
  void theSameTitleUnderAnotherKeyIsAnotherPaper() {
    world.when(
        sighting("text:aaaa").titled("Networks of owls").abstracted("Conference."),
        sighting("text:bbbb").titled("Networks of owls").abstracted("Journal."));

    assertThat(world.papers()).hasSize(2);
  }

  @Test
  void papersAreTaggedFromTheirOwnWords() {
    world.when(sighting(OWLS).classed("cs.IR").abstracted("Code at https://github.com/owls/read."));

    assertThat(world.paper(OWLS).getLinks()).containsExactly("https://github.com/owls/read");
    assertThat(world.paper(OWLS).getTags()).extracting(Tag::getTag).contains("cs.IR");
  }

  @Test
  void aStatementUnderAForeignKeyBecomesADeadLetterAndTheRestGoesOn() {
    PaperSighted foreign = sighting(OWLS).build();
    PaperSighted good = sighting("arxiv:2401.00002").build();
    var serdes = world.serdes();

    world.hearBytes(
        Topics.SIGHTINGS,
        "arxiv:9999.99999".getBytes(UTF_8),
        serdes.serializer().serialize(Topics.SIGHTINGS.name(), foreign));
    world.hear(good);

    assertThat(world.papers()).hasSize(1);
    assertThat(world.letters())
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.getReason()).isEqualTo("foreign-key");
              assertThat(letter.getStage()).isEqualTo("records");
              assertThat(letter.getTopic()).isEqualTo(Topics.SIGHTINGS.name());
              assertThat(letter.getKey()).isEqualTo("arxiv:9999.99999");
              assertThat(letter.getLength()).isEqualTo(letter.getBytes().remaining()).isPositive();
              assertThat(letter.getReceivedAt()).isEqualTo(PaperTopologyWorld.NOW);
            });
  }

  @Test
  void aStepThatFailsOverOnePaperCostsALetterAndNothingElse() {
    try (var failing =
        new PaperTopologyWorld(
            Matching.standard(),
            paper -> {
              if (paper.title().contains("poison")) {
                throw new IllegalArgumentException("not this one");
              }
              return List.of();
            })) {
      failing.given(
          sighting("text:a").titled("Owls"),
          sighting("text:b").titled("Owls on poison"),
          sighting("text:c").titled("Owls again"));

      assertThat(failing.papers()).hasSize(2);
      assertThat(failing.letters())
          .singleElement()
          .satisfies(
              letter -> {
                assertThat(letter.getStage()).isEqualTo("papers");
                assertThat(letter.getReason()).isEqualTo("processing-failed");
                assertThat(letter.getTopic()).endsWith("attachments-repartition");
                assertThat(letter.getException()).contains("not this one");
              });
    }
  }
}
