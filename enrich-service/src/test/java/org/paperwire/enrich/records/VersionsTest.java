package org.paperwire.enrich.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.paperwire.bibliography.SourceName;

/// However far behind the answers are, each is about the version that it answers.
class VersionsTest {

  private static final WorkRecord.Joining JOINING =
      new WorkRecord.Joining(new Precedence(SourceRanks.standard()));

  @Provide
  Arbitrary<WorkRecord> additions() {
    return Statements.additions();
  }

  @Property(tries = 300)
  void answersFindTheirVersionHoweverFarBehindTheyAre(
      @ForAll @Size(max = 12) List<@From("additions") WorkRecord> additions,
      @ForAll @IntRange(max = 12) int behind) {
    Versions versions = Versions.UNKNOWN;
    List<Versioned> asked = new ArrayList<>();
    int answered = 0;
    for (WorkRecord added : additions) {
      Optional<Versions> next = versions.with(added, JOINING);
      versions = next.orElse(versions);
      next.map(Versions::now).filter(now -> now.record().isDescribed()).ifPresent(asked::add);
      while (asked.size() - answered > behind) {
        versions = answer(versions, asked.get(answered++));
      }
    }
    while (answered < asked.size()) {
      versions = answer(versions, asked.get(answered++));
    }

    assertThat(versions.earlier()).isEmpty();
  }

  private static Versions answer(Versions versions, Versioned asked) {
    assertThat(versions.at(asked.version())).isEqualTo(asked);
    Versions after = versions.answered(asked.version()).orElse(versions);
    assertThat(after.at(0)).as("what was answered last stands").isEqualTo(asked);
    return after;
  }

  @Example
  void countsOfARecordThatNobodyHasDescribedAreNoVersionOfIt() {
    Count count =
        new Count(
            new Count.Counter(new SourceName("someone"), Count.Kind.COMMENT), 3, Optional.empty());
    Versions counted = Versions.UNKNOWN.with(WorkRecord.of(count), JOINING).orElseThrow();

    assertThat(counted.with(said("1", "Owls"), JOINING).orElseThrow().earlier()).isEmpty();
  }

  @Example
  void noMoreThanTwentyAreKeptAndTheNextNewerStandsInForTheRest() {
    Versions versions = Versions.UNKNOWN;
    for (int i = 1; i <= 30; i++) {
      versions = versions.with(said("" + i, "Owls " + i), JOINING).orElseThrow();
    }

    assertThat(versions.earlier()).extracting(Versioned::version).startsWith(10L).hasSize(20);
    assertThat(versions.at(1).version()).isEqualTo(10);
    assertThat(versions.at(25).version()).isEqualTo(25);
  }

  @Example
  void largeOnesAreKeptOnlyAsLongAsTheyTakeTogetherNoMoreThanOneMay() {
    Versions versions = Versions.UNKNOWN;
    for (int i = 1; i <= 5; i++) {
      versions = versions.with(said("" + i, "o".repeat(20_000)), JOINING).orElseThrow();
    }

    assertThat(versions.earlier()).extracting(Versioned::version).containsExactly(3L, 4L);
  }

  private static WorkRecord said(String sourceId, String title) {
    Content content = Statements.content(title + sourceId);
    return WorkRecord.of(
        new Statement(
            "sighting-" + sourceId,
            new Origin(
                new SourceName("someone"),
                Optional.of(sourceId),
                Optional.empty(),
                Optional.empty()),
            Optional.empty(),
            "hash-" + sourceId,
            content),
        Instant.EPOCH);
  }
}
