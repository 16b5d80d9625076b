package org.paperwire.query.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.paperwire.query.PaperBuilder.idOf;
import static org.paperwire.query.PaperBuilder.paper;

import io.micronaut.serde.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.paperwire.query.PaperBuilder;
import org.paperwire.query.papers.Paper;
import org.paperwire.query.papers.PaperFromTopic;
import org.paperwire.query.papers.PaperJson;

class ComparisonTest {

  private static final PaperJson JSON = new PaperJson(ObjectMapper.getDefault());

  /// Papers by id, in memory.
  private record InMemory(TreeMap<String, Paper> byId) implements Side {

    static InMemory of(PaperBuilder... papers) {
      var byId = new TreeMap<String, Paper>();
      for (PaperBuilder paper : papers) {
        Paper value = PaperFromTopic.paper(paper.build());
        byId.put(value.id(), value);
      }
      return new InMemory(byId);
    }

    @Override
    public Iterator<Paper> papers() {
      return byId.values().iterator();
    }

    @Override
    public Optional<Paper> ofRecord(String recordKey) {
      return byId.values().stream()
          .filter(paper -> paper.mergedInto().isEmpty())
          .filter(paper -> paper.recordKeys().contains(recordKey))
          .findFirst();
    }

    @Override
    public Optional<Paper> listed(String id) {
      return Optional.ofNullable(byId.get(id)).filter(paper -> paper.mergedInto().isEmpty());
    }
  }

  private static List<Difference> between(Side one, Side other) {
    var differences = new ArrayList<Difference>();
    new Comparison(one, other, JSON).forEachRemaining(differences::add);
    return differences;
  }

  private static Comparison.Summary summary(Side one, Side other) {
    var comparison = new Comparison(one, other, JSON);
    comparison.forEachRemaining(_ -> {});
    return comparison.summary();
  }

  @Test
  void theSamePapersAreEqualWheneverTheyArrived() {
    var one = InMemory.of(paper("arxiv:2401.00001"), paper("arxiv:2401.00002"));
    var other =
        InMemory.of(
            paper("arxiv:2401.00001").revision(9).firstSeen(Instant.EPOCH),
            paper("arxiv:2401.00002"));

    assertThat(between(one, other)).isEmpty();
    Comparison.Summary summary = summary(one, other);
    assertThat(summary.equal()).isTrue();
    assertThat(summary.papers()).isEqualTo(2);
    assertThat(summary.serving()).isEqualTo(summary.other());
    assertThat(summary.serving().papers()).startsWith("2-");
  }

  @Test
  void aPaperWhoseTagsAloneDifferIsRetagged() {
    var differences =
        between(
            InMemory.of(paper("arxiv:2401.00001").titled("One").tagged("graphs", "kept")),
            InMemory.of(paper("arxiv:2401.00001").titled("One").tagged("kept", "trees")));

    assertThat(differences)
        .containsExactly(
            new Difference(
                "retagged",
                idOf("arxiv:2401.00001"),
                Optional.of("One"),
                List.of("tags"),
                List.of("trees"),
                List.of("graphs"),
                List.of()));
  }

  @Test
  void aPaperWhoseFieldsDifferSaysWhich() {
    var differences =
        between(
            InMemory.of(paper("arxiv:2401.00001").published("2024").comments(1)),
            InMemory.of(paper("arxiv:2401.00001").published("2024-01").comments(2)));

    assertThat(differences).singleElement().extracting(Difference::change).isEqualTo("changed");
    assertThat(differences.getFirst().fields()).containsExactly("publishedAt", "comments");
  }

  @Test
  void papersComeGoAndLeadElsewhere() {
    String one = "arxiv:2401.00001";
    String two = "arxiv:2401.00002";
    var both = paper(one).withRecords(one, two);
    var merged =
        between(InMemory.of(paper(one), paper(two)), InMemory.of(both, paper(two).mergedInto(one)));
    assertThat(changes(merged))
        .containsExactlyInAnyOrderEntriesOf(Map.of(idOf(one), "changed", idOf(two), "merged"));

    var split = between(InMemory.of(both), InMemory.of(paper(one), paper(two)));
    assertThat(changes(split))
        .containsExactlyInAnyOrderEntriesOf(Map.of(idOf(one), "changed", idOf(two), "split"));

    var moved =
        between(InMemory.of(paper(one).withRecords(one)), InMemory.of(paper(two).withRecords(one)));
    assertThat(changes(moved)).isEqualTo(Map.of(idOf(one), "moved"));
    assertThat(moved.getFirst().papers()).containsExactly(idOf(two));

    var gone = between(InMemory.of(paper(one)), InMemory.of(paper(two)));
    assertThat(changes(gone))
        .containsExactlyInAnyOrderEntriesOf(Map.of(idOf(one), "missing", idOf(two), "added"));

    var redirected =
        between(
            InMemory.of(paper(one), paper(two).mergedInto(one)),
            InMemory.of(paper(one), paper(two).mergedInto("arxiv:2401.00003")));
    assertThat(changes(redirected)).isEqualTo(Map.of(idOf(two), "redirected"));
  }

  private static Map<String, String> changes(List<Difference> differences) {
    var changes = new TreeMap<String, String>();
    differences.forEach(difference -> changes.put(difference.id(), difference.change()));
    return changes;
  }

  @Test
  void idsThatWereMergedAwayHaveADigestOfTheirOwn() {
    var plain = InMemory.of(paper("arxiv:2401.00001"));
    var after =
        InMemory.of(
            paper("arxiv:2401.00001"), paper("arxiv:2401.00002").mergedInto("arxiv:2401.00001"));

    Comparison.Summary summary = summary(plain, after);
    assertThat(summary.equal()).isFalse();
    assertThat(summary.serving().papers()).isEqualTo(summary.other().papers());
    assertThat(summary.serving().redirects()).isNotEqualTo(summary.other().redirects());
  }

  @Test
  void theSummaryIsThereAtTheEnd() {
    var comparison = new Comparison(InMemory.of(paper("arxiv:2401.00001")), InMemory.of(), JSON);
    assertThatExceptionOfType(IllegalStateException.class).isThrownBy(comparison::summary);
    assertThat(comparison.next().change()).isEqualTo("missing");
    assertThat(comparison.hasNext()).isFalse();
    assertThat(comparison.summary().differences()).isEqualTo(Map.of("missing", 1L));
  }

  @Property(tries = 100)
  void theDigestDependsOnTheRowsAndNotOnTheirOrder(
      @ForAll List<String> rows, @ForAll long seed, @ForAll String another) {
    var shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, new Random(seed));
    assertThat(digest(shuffled)).isEqualTo(digest(rows));
    shuffled.add(another);
    assertThat(digest(shuffled)).isNotEqualTo(digest(rows));
    shuffled.add(another);
    assertThat(digest(shuffled)).as("twice is not never").isNotEqualTo(digest(rows));
  }

  @Test
  void theDigestOfKnownRowsIsKnown() {
    // The sum of sha256("a") and sha256("b"), made with another program.
    assertThat(digest(List.of("a", "b")))
        .isEqualTo("2-08bb6928ca5517152e4b8118ff058d82334469f89d507abd84f46634858a4958");
    assertThat(digest(List.of())).isEqualTo("0-" + "0".repeat(64));
  }

  private static String digest(List<String> rows) {
    var digest = new MultisetDigest();
    rows.forEach(row -> digest.add(row.getBytes(StandardCharsets.UTF_8)));
    return digest.text();
  }
}
