package org.paperwire.enrich.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.LongRange;
import org.paperwire.bibliography.PaperId;
import org.paperwire.bibliography.RecordKey;
import org.paperwire.enrich.matching.Features;

/// Papers are a function of the set of records and decisions, never of their order.
class IdentityTest {

  private static final int COMPONENT_MAX = 24;

  /// What identity and its listeners hold in the end.
  private static final class World {
    final MemoryState state = new MemoryState();
    final Identity identity = new Identity(new Toy(), state, COMPONENT_MAX);

    /// What the last answer about each paper says, as the papers hear it.
    final Map<PaperId, Membership> told = new HashMap<>();

    final Map<RecordKey, PaperId> placed = new TreeMap<>();
    private long step;

    World tell(Matter matter) {
      for (Membership answer : identity.on(matter, ++step)) {
        told.put(answer.paper(), answer);
        placed.put(answer.record(), answer.paper());
      }
      return this;
    }

    World tell(List<? extends Matter> matters) {
      matters.forEach(this::tell);
      return this;
    }

    /// The papers as those know them that were only told.
    Map<PaperId, Cluster> papers() {
      var papers = new TreeMap<PaperId, Cluster>();
      placed.values().forEach(paper -> papers.put(paper, told.get(paper).cluster()));
      return papers;
    }
  }

  /// A history: records that come, change and come back, and decisions that are made and taken
  /// back.
  private static List<Matter> history(Random random, int length) {
    var matters = new ArrayList<Matter>();
    int records = 2 + random.nextInt(14);
    for (int i = 0; i < length; i++) {
      if (random.nextInt(6) == 0) {
        RecordKey a = key(random.nextInt(records));
        RecordKey b = key(random.nextInt(records));
        if (!a.equals(b)) {
          Optional<Decision> decision =
              random.nextInt(4) == 0
                  ? Optional.empty()
                  : Optional.of(new Decision(random.nextBoolean(), "ada", Optional.empty()));
          matters.add(new Decided(Pair.of(a, b), decision));
        }
      } else {
        matters.add(new RecordChanged(1, features(key(random.nextInt(records)), random)));
      }
    }
    return matters;
  }

  private static RecordKey key(int number) {
    return new RecordKey(
        (number % 3 == 0 ? "arxiv:" : number % 3 == 1 ? "doi:" : "text:") + number);
  }

  private static Features features(RecordKey key, Random random) {
    var title = new StringBuilder();
    for (int i = 0; i < 1 + random.nextInt(3); i++) {
      title.append((char) ('a' + random.nextInt(8)));
    }
    if (random.nextInt(4) == 0) {
      title.append(random.nextInt(3));
    }
    String[] ids = random.nextInt(5) == 0 ? new String[] {"x:" + random.nextInt(4)} : new String[0];
    return Toy.record(key.value(), title.toString(), ids);
  }

  /// The newest word on every record and every pair, in any order.
  private static List<Matter> newest(List<Matter> history, Random random) {
    Map<Object, Matter> newest = new HashMap<>();
    for (Matter matter : history) {
      newest.put(
          switch (matter) {
            case RecordChanged changed -> changed.record();
            case Decided decided -> decided.pair();
          },
          matter);
    }
    var matters = new ArrayList<>(newest.values());
    Collections.shuffle(matters, random);
    return matters;
  }

  @Property(tries = 2_000, shrinking = ShrinkingMode.OFF)
  void whateverHappenedOnTheWayOnlyWhatIsNowCounts(
      @ForAll @LongRange(min = 0, max = 1_000_000_000) long seed) {
    assertOnlyTheNewestWordCounts(seed);
  }

  static void assertOnlyTheNewestWordCounts(long seed) {
    var random = new Random(seed);
    List<Matter> history = history(random, 10 + random.nextInt(60));

    World lived = new World().tell(history);
    World fresh = new World().tell(newest(history, random));

    assertThat(lived.papers()).isEqualTo(fresh.papers());
    assertThat(lived.state.links).isEqualTo(fresh.state.links);
    assertThat(lived.state.clusters).isEqualTo(fresh.state.clusters);
    assertThat(lived.placed).isEqualTo(fresh.placed);
  }

  /// Blocks so long that records in the middle push others out of reach.
  @Property(tries = 2, shrinking = ShrinkingMode.OFF)
  void inLongBlocksToo(@ForAll @LongRange(min = 0, max = 1_000_000_000) long seed) {
    var random = new Random(seed);
    var history = new ArrayList<Matter>();
    for (int i = 0; i < 160; i++) {
      String title = "%c%c%s".formatted('p' + random.nextInt(3), 'u' + random.nextInt(2), "z");
      RecordKey key = key(random.nextInt(70));
      history.add(new RecordChanged(1, Toy.record(key.value(), title)));
    }

    World lived = new World().tell(history);
    World fresh = new World().tell(newest(history, random));

    assertThat(lived.papers()).isEqualTo(fresh.papers());
    assertThat(lived.state.links).isEqualTo(fresh.state.links);
  }

  /// Crowds that form, lose what held them together, and form again.
  @Property(tries = 3, shrinking = ShrinkingMode.OFF)
  void whereCrowdsComeAndGoToo(@ForAll @LongRange(min = 0, max = 1_000_000_000) long seed) {
    var random = new Random(seed);
    var history = new ArrayList<Matter>();
    int records = 8 + random.nextInt(3 * COMPONENT_MAX);
    for (int i = 0; i < records; i++) {
      history.add(new RecordChanged(1, chain(i, random)));
    }
    Collections.shuffle(history, random);
    for (int i = 0; i < 60; i++) {
      int which = random.nextInt(records);
      history.add(
          new RecordChanged(
              1,
              random.nextBoolean() ? Toy.record(key(which).value(), "q") : chain(which, random)));
    }

    World lived = new World().tell(history);
    World fresh = new World().tell(newest(history, random));

    assertThat(crowds(lived)).isEqualTo(crowds(fresh));
    assertThat(lived.placed).isEqualTo(fresh.placed);
    assertThat(lived.state.links).isEqualTo(fresh.state.links);
    assertThat(lived.papers()).isEqualTo(fresh.papers());
  }

  private static Features chain(int number, Random random) {
    String id = random.nextInt(12) == 0 ? "x:" + number / 20 : "y:" + number;
    return Toy.record(key(number).value(), "ab" + (char) ('c' + number % 9), id);
  }

  private static Map<RecordKey, Crowd> crowds(World world) {
    var crowds = new TreeMap<RecordKey, Crowd>();
    world.state.known.forEach((record, known) -> crowds.put(record, known.crowd()));
    return crowds;
  }

  @Example
  void oneMoreInACrowdCostsTheSameHoweverLargeTheCrowdIs() {
    assertThat(costOfOneMore(400)).isLessThan(2 * costOfOneMore(100));
  }

  private static long costOfOneMore(int crowd) {
    World world = new World();
    for (int i = 0; i < crowd; i++) {
      world.tell(new RecordChanged(1, Toy.record("text:%05d".formatted(i * 7919 % crowd), "abc")));
    }
    world.state.accesses = 0;

    world.tell(new RecordChanged(1, Toy.record("text:%05db".formatted(crowd / 2), "abc")));

    assertThat(world.state.clusters.values()).allMatch(cluster -> cluster.members().size() == 1);
    assertThat(world.state.known.values()).allMatch(known -> known.crowd() == Crowd.OF_LIKENESS);
    return world.state.accesses;
  }

  @Example
  void inACrowdACommonIdentifierStillJoins() {
    World world = new World();
    for (int i = 0; i < COMPONENT_MAX + 1; i++) {
      world.tell(new RecordChanged(1, Toy.record("text:%05d".formatted(i), "abc", "x:" + i / 2)));
    }

    assertThat(world.papers().values())
        .hasSize(COMPONENT_MAX / 2 + 1)
        .allMatch(cluster -> cluster.members().size() <= 2);
  }

  @Example
  void anIdentifierThatACrowdSharesIdentifiesNothing() {
    World world = new World();
    for (int i = 0; i < 2 * COMPONENT_MAX; i++) {
      world.tell(
          new RecordChanged(
              1, Toy.record("text:%05d".formatted(i), "" + (char) ('a' + i % 26), "x:1")));
    }

    assertThat(world.papers()).hasSize(2 * COMPONENT_MAX);
  }

  @Example
  void contradictoryDecisionsHaveOneOutcome() {
    var same = Optional.of(new Decision(true, "ada", Optional.empty()));
    var different = Optional.of(new Decision(false, "bo", Optional.of("two talks")));
    List<Matter> matters =
        List.of(
            new RecordChanged(1, Toy.record("arxiv:1", "a")),
            new RecordChanged(1, Toy.record("arxiv:2", "b")),
            new RecordChanged(1, Toy.record("arxiv:3", "c")),
            new Decided(Pair.of(new RecordKey("arxiv:1"), new RecordKey("arxiv:2")), same),
            new Decided(Pair.of(new RecordKey("arxiv:2"), new RecordKey("arxiv:3")), same),
            new Decided(Pair.of(new RecordKey("arxiv:1"), new RecordKey("arxiv:3")), different));

    World world = new World().tell(matters);

    assertThat(world.papers().values())
        .extracting(cluster -> cluster.members().toString())
        .containsExactlyInAnyOrder("[arxiv:1, arxiv:2]", "[arxiv:3]");
    assertThat(world.papers().get(PaperId.of(new RecordKey("arxiv:3"))).ties())
        .extracting(tie -> tie.pair() + " " + tie.kind() + " " + tie.reasons())
        .contains(
            Pair.of(new RecordKey("arxiv:1"), new RecordKey("arxiv:3"))
                + " APART [bo: different, two talks]");
  }

  @Example
  void whatIsNearAPaperFollowsItsName() {
    World world =
        new World()
            .tell(new RecordChanged(1, Toy.record("doi:1", "abc")))
            .tell(new RecordChanged(1, Toy.record("doi:2", "cde")));
    PaperId renamed = PaperId.of(new RecordKey("arxiv:1"));

    world.tell(new RecordChanged(1, Toy.record("arxiv:1", "ab")));

    assertThat(world.papers().get(PaperId.of(new RecordKey("doi:2"))).related())
        .containsExactly(renamed);
    assertThat(world.papers().get(renamed).related())
        .containsExactly(PaperId.of(new RecordKey("doi:2")));
  }
}
