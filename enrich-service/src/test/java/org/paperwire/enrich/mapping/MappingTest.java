package org.paperwire.enrich.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.paperwire.avro.PaperSighted;
import org.paperwire.avro.Signal;
import org.paperwire.bibliography.PaperId;
import org.paperwire.bibliography.RecordKey;
import org.paperwire.enrich.PaperFixture;
import org.paperwire.enrich.PaperTopologyWorld;
import org.paperwire.enrich.SightingBuilder;
import org.paperwire.enrich.SignalBuilder;
import org.paperwire.enrich.attaching.Attachment;
import org.paperwire.enrich.attaching.Standing;
import org.paperwire.enrich.changes.Edition;
import org.paperwire.enrich.identity.Cluster;
import org.paperwire.enrich.identity.Crowd;
import org.paperwire.enrich.identity.Decided;
import org.paperwire.enrich.identity.Decision;
import org.paperwire.enrich.identity.Known;
import org.paperwire.enrich.identity.Link;
import org.paperwire.enrich.identity.Membership;
import org.paperwire.enrich.identity.Pair;
import org.paperwire.enrich.identity.RecordChanged;
import org.paperwire.enrich.identity.Tie;
import org.paperwire.enrich.matching.BlockKey;
import org.paperwire.enrich.matching.Features;
import org.paperwire.enrich.matching.Sketch;
import org.paperwire.enrich.records.Heard;
import org.paperwire.enrich.records.Precedence;
import org.paperwire.enrich.records.SourceRanks;
import org.paperwire.enrich.records.Statements;
import org.paperwire.enrich.records.Versioned;
import org.paperwire.enrich.records.Versions;
import org.paperwire.enrich.records.WorkRecord;
import org.paperwire.topics.Topics;

/// Everything that is stored or sent comes back as it was.
class MappingTest {

  private static final RecordKey KEY = new RecordKey("arxiv:2401.00001");
  private static final RecordKey OTHER = new RecordKey("doi:10.1/owls");
  private static final PaperId ID = PaperId.of(KEY);
  private static final WorkRecord.Joining JOINING =
      new WorkRecord.Joining(new Precedence(SourceRanks.standard()));

  private static final Cluster CLUSTER =
      new Cluster(
          List.of(KEY, OTHER),
          List.of(PaperId.of(new RecordKey("acl:P19-1001"))),
          List.of(new Tie(Pair.of(KEY, OTHER), Tie.Kind.APART, "people", 1, List.of("ada: no"))));
  private static final Decision DECISION = new Decision(true, "ada", Optional.of("read both"));
  private static final Features FEATURES =
      new Features(
          KEY,
          "owls read logs",
          "",
          List.of("owl a"),
          1,
          Optional.of(2024),
          "owl letters",
          Sketch.NONE,
          List.of("arxiv:2401.00001"),
          List.of("list"));

  @Provide
  Arbitrary<Versioned> records() {
    return Statements.additions()
        .list()
        .ofMaxSize(8)
        .map(
            some ->
                new Versioned(some.size(), some.stream().reduce(WorkRecord.EMPTY, JOINING::join)));
  }

  @Property(tries = 300)
  void recordsComeBack(@ForAll("records") Versioned record) {
    assertComesBack(RecordMapping.serde(), record);
  }

  @Property(tries = 50)
  void versionsComeBack(@ForAll("records") Versioned now, @ForAll("records") Versioned earlier) {
    assertComesBack(RecordMapping.versions(), new Versions(now, List.of(earlier)));
  }

  @Property(tries = 50)
  void attachmentsComeBack(@ForAll("records") Versioned record) {
    assertComesBack(
        AttachmentMapping.attachments(),
        new Attachment.Joined(ID, KEY, 3, CLUSTER, record, Optional.of(PaperId.of(OTHER))));
  }

  @Example
  void everythingElseComesBack() {
    assertComesBack(
        AttachmentMapping.attachments(), new Attachment.Left(ID, KEY, 3, PaperId.of(OTHER)));
    assertComesBack(AttachmentMapping.places(), ID);
    assertComesBack(AttachmentMapping.standings(), Standing.UNKNOWN);
    assertComesBack(
        AttachmentMapping.standings(),
        new Standing(
            CLUSTER,
            2,
            Optional.of(new Standing.Departure(PaperId.of(OTHER), 3)),
            new TreeSet<>(List.of(ID))));
    assertComesBack(IdentityMapping.matters(), new RecordChanged(4, FEATURES));
    assertComesBack(
        IdentityMapping.matters(), new Decided(Pair.of(KEY, OTHER), Optional.of(DECISION)));
    assertComesBack(IdentityMapping.matters(), new Decided(Pair.of(KEY, OTHER), Optional.empty()));
    assertComesBack(IdentityMapping.known(), new Known(FEATURES, OTHER, Crowd.OF_LIKENESS));
    assertComesBack(
        IdentityMapping.links(),
        new Link(
            Link.Kind.NEAR,
            0.25,
            new TreeSet<>(List.of(new BlockKey("id:x"), new BlockKey("title:y")))));
    assertComesBack(Keys.linkEnds(), new Keys.LinkEnd(OTHER, KEY));
    assertComesBack(IdentityMapping.decisions(), new TreeMap<>(Map.of(OTHER, DECISION)));
    assertComesBack(IdentityMapping.clusters(), CLUSTER);
    assertComesBack(IdentityMapping.memberships(), new Membership(OTHER, 5, CLUSTER, 2));
    assertComesBack(
        Keys.blockPlaces(), new Keys.BlockPlace(new BlockKey("id:x"), "owls\tarxiv:2401.00001"));
    assertComesBack(Keys.records(), KEY);
    assertComesBack(Keys.papers(), ID);
    assertComesBack(Keys.members(), new Keys.MemberKey(ID, new RecordKey("acl:a b:c")));
    assertComesBack(PaperMapping.serde(), new Edition(7, PaperFixture.everythingSet()));
    assertComesBack(PaperMapping.serde(), new Edition(1, PaperFixture.standing()));
  }

  /// The names under which fields are told to have changed are those that they have on the topic.
  @Example
  void theNamesOfFieldsAreThoseOfTheTopic() {
    assertThat(PaperFixture.everythingSet().fields().keySet())
        .containsExactlyInAnyOrderElementsOf(
            Topics.PAPERS.schema().getFields().stream()
                .map(Schema.Field::name)
                .filter(name -> !name.equals("paperId") && !name.equals("revision"))
                .toList());
  }

  @Example
  void nothingIsNothing() {
    assertThat(RecordMapping.serde().serializer().serialize("t", null)).isNull();
    assertThat(RecordMapping.serde().deserializer().deserialize("t", null)).isNull();
  }

  @Example
  void aSourceRecordWithoutKeyOrValueIsRefused() {
    var registry = PaperTopologyWorld.registry("mock://mapping");

    assertThatThrownBy(() -> Keys.heard().deserializer().deserialize("t", null))
        .isInstanceOf(SerializationException.class);
    assertThatThrownBy(() -> HeardMapping.sightings(registry).deserializer().deserialize("t", null))
        .isInstanceOf(SerializationException.class);
    assertThatThrownBy(
            () ->
                HeardMapping.signals(registry)
                    .serializer()
                    .serialize("t", new Heard.PassedOver(KEY)))
        .hasMessageContaining("ingest-service alone");
  }

  @Example
  void aSightingThatMakesNoSenseIsRefused() {
    PaperSighted good = SightingBuilder.sighting(KEY.value()).build();

    assertThat(HeardMapping.sighted(good)).isInstanceOf(Heard.Sighted.class);
    assertThatThrownBy(
            () -> HeardMapping.sighted(PaperSighted.newBuilder(good).setSource("arxiv").build()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> HeardMapping.sighted(PaperSighted.newBuilder(good).setRecordKey("x").build()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Example
  void singleVotesAndUnknownKindsArePassedOver() {
    Signal pick = SignalBuilder.counted(KEY.value(), "pick", 1).build();
    Signal vote =
        Signal.newBuilder(SignalBuilder.upvotes(KEY.value(), 0).build())
            .setCount(null)
            .setVoter("ada")
            .setValue(1)
            .build();

    assertThat(HeardMapping.counted(pick)).isEqualTo(new Heard.PassedOver(KEY));
    assertThat(HeardMapping.counted(vote)).isEqualTo(new Heard.PassedOver(KEY));
  }

  private static <T> void assertComesBack(Serde<T> serde, T value) {
    byte[] bytes = serde.serializer().serialize("topic", value);
    assertThat(serde.deserializer().deserialize("topic", bytes)).isEqualTo(value);
  }
}
