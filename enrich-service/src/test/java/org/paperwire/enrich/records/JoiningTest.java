package org.paperwire.enrich.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
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
import org.paperwire.bibliography.SourceName;

/// Records as algebra: whatever order, grouping and repetition, what is known is the same.
class JoiningTest {

  private static final Precedence PRECEDENCE = new Precedence(SourceRanks.standard());
  private static final WorkRecord.Joining JOINING = new WorkRecord.Joining(PRECEDENCE);

  @Provide
  Arbitrary<WorkRecord> additions() {
    return Statements.additions();
  }

  @Provide
  Arbitrary<WorkRecord> records() {
    return Statements.additions().list().ofMaxSize(8).map(JoiningTest::joined);
  }

  private static WorkRecord joined(List<WorkRecord> additions) {
    return additions.stream().reduce(WorkRecord.EMPTY, JOINING::join);
  }

  @Property(tries = 300)
  void joiningIsCommutative(@ForAll("records") WorkRecord a, @ForAll("records") WorkRecord b) {
    assertThat(JOINING.join(a, b)).isEqualTo(JOINING.join(b, a));
  }

  @Property(tries = 300)
  void joiningIsAssociative(
      @ForAll("records") WorkRecord a,
      @ForAll("records") WorkRecord b,
      @ForAll("records") WorkRecord c) {
    assertThat(JOINING.join(JOINING.join(a, b), c)).isEqualTo(JOINING.join(a, JOINING.join(b, c)));
  }

  @Property(tries = 300)
  void joiningIsIdempotent(@ForAll("records") WorkRecord a) {
    assertThat(JOINING.join(a, a)).isEqualTo(a);
    assertThat(JOINING.join(a, WorkRecord.EMPTY)).isEqualTo(a);
  }

  @Property(tries = 300)
  void anyOrderWithAnyRepetitionComesToTheSame(
      @ForAll @Size(max = 12) List<@From("additions") WorkRecord> additions,
      @ForAll Random random) {
    var again = new ArrayList<>(additions);
    again.addAll(additions.subList(0, additions.size() / 2));
    Collections.shuffle(again, random);

    assertThat(joined(again)).isEqualTo(joined(additions));
  }

  /// More statements than are kept, in parts that are cut on their own before they are joined.
  @Property(tries = 4)
  void keepingTheStrongestThousandIsStillAJoin(@ForAll Random random) {
    var all = new ArrayList<WorkRecord>();
    for (int i = 0; i < WorkRecord.STATEMENTS_MAX + 400; i++) {
      // Some origins speak twice, so that statements near the edge get replaced by stronger ones.
      Origin origin =
          new Origin(
              new SourceName("huggingface"),
              Optional.empty(),
              Optional.of("list-" + random.nextInt(1_200)),
              Optional.of(0));
      Instant at = Instant.ofEpochSecond(random.nextInt(5_000));
      all.add(
          WorkRecord.of(
              Statement.of("s" + i, origin, Optional.of(at), Statements.content("Owls " + i % 7)),
              at));
    }
    WorkRecord inOrder = joined(all);
    Collections.shuffle(all, random);
    int cut = random.nextInt(all.size());

    WorkRecord inParts =
        JOINING.join(joined(all.subList(cut, all.size())), joined(all.subList(0, cut)));

    assertThat(inParts).isEqualTo(inOrder);
    assertThat(inOrder.statements()).hasSizeLessThanOrEqualTo(WorkRecord.STATEMENTS_MAX);
  }

  @Property(tries = 300)
  void precedenceIsTotal(
      @ForAll("statements") Statement a,
      @ForAll("statements") Statement b,
      @ForAll("statements") Statement c) {
    assertThat(Integer.signum(PRECEDENCE.compare(a, b)))
        .isEqualTo(-Integer.signum(PRECEDENCE.compare(b, a)));
    if (PRECEDENCE.compare(a, b) == 0) {
      assertThat(a).isEqualTo(b);
    }
    if (PRECEDENCE.compare(a, b) <= 0 && PRECEDENCE.compare(b, c) <= 0) {
      assertThat(PRECEDENCE.compare(a, c)).isLessThanOrEqualTo(0);
    }
  }

  @Provide
  Arbitrary<Statement> statements() {
    return Statements.statements();
  }

  @Example
  void aNativeIdIsOneOriginWhateverListShowsIt() {
    Statement monday = statement(Optional.of("7"), "monday", "2026-01-01T00:00:00Z");
    Statement tuesday = statement(Optional.of("7"), "tuesday", "2026-01-02T00:00:00Z");

    WorkRecord record =
        joined(
            List.of(WorkRecord.of(tuesday, Instant.EPOCH), WorkRecord.of(monday, Instant.EPOCH)));

    assertThat(record.statements()).containsExactly(tuesday);
  }

  @Example
  void theFirstTimeItWasReceivedOutlivesTheStatementThatBroughtIt() {
    Statement first = statement(Optional.of("7"), "monday", "2026-01-01T00:00:00Z");
    Statement second = statement(Optional.of("7"), "monday", "2026-01-02T00:00:00Z");

    WorkRecord record =
        joined(
            List.of(
                WorkRecord.of(first, Instant.ofEpochSecond(1)),
                WorkRecord.of(second, Instant.ofEpochSecond(2))));

    assertThat(record.statements()).containsExactly(second);
    assertThat(record.firstReceivedAt()).contains(Instant.ofEpochSecond(1));
  }

  @Example
  void whatChangesNothingMakesNoVersion() {
    WorkRecord added =
        WorkRecord.of(statement(Optional.of("7"), "monday", "2026-01-01T00:00:00Z"), Instant.EPOCH);
    Versioned first = Versioned.UNKNOWN.with(added, JOINING).orElseThrow();

    assertThat(first.version()).isEqualTo(1);
    assertThat(first.with(added, JOINING)).isEmpty();
  }

  @Example
  void aRecordThatWouldNotFitAMessageIsRefused() {
    Content huge = Statements.content("o".repeat(Versioned.LENGTH_MAX));
    WorkRecord added =
        WorkRecord.of(
            Statement.of("s", origin(Optional.of("7"), "a"), Optional.empty(), huge),
            Instant.EPOCH);

    assertThatThrownBy(() -> Versioned.UNKNOWN.with(added, JOINING))
        .isInstanceOfSatisfying(
            Unprocessable.class,
            refused -> assertThat(refused.reason()).isEqualTo("record-too-large"));
  }

  private static Origin origin(Optional<String> sourceId, String list) {
    return new Origin(new SourceName("huggingface"), sourceId, Optional.of(list), Optional.of(0));
  }

  private static Statement statement(Optional<String> sourceId, String list, String observedAt) {
    return Statement.of(
        "id-" + list,
        origin(sourceId, list),
        Optional.of(Instant.parse(observedAt)),
        Statements.content("Owls"));
  }
}
