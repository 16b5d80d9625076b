package org.paperwire.topics;

import java.time.Duration;
import java.util.List;
import org.paperwire.avro.Cursor;
import org.paperwire.avro.DeadLetter;
import org.paperwire.avro.Decision;
import org.paperwire.avro.Fence;
import org.paperwire.avro.GenerationPlan;
import org.paperwire.avro.Paper;
import org.paperwire.avro.PaperChange;
import org.paperwire.avro.PaperSighted;
import org.paperwire.avro.Receipt;
import org.paperwire.avro.Signal;
import org.paperwire.topics.Topic.Kept;
import org.paperwire.topics.Topic.Role;

/// The catalogue. No other place says a topic's name.
public final class Topics {

  /// What sources said, keyed by record key.
  public static final Topic<PaperSighted> SIGHTINGS =
      new Topic<>("paperwire.sightings.v1", PaperSighted.class, Role.SOURCE, new Kept.ForEver());

  /// What readers and sources counted, keyed by record key.
  public static final Topic<Signal> SIGNALS =
      new Topic<>("paperwire.signals.v1", Signal.class, Role.SOURCE, new Kept.ForEver());

  /// What people decided about pairs of records, keyed by both keys.
  public static final Topic<Decision> DECISIONS =
      new Topic<>(
          "paperwire.decisions.v1", Decision.class, Role.SOURCE, new Kept.NewestOfEachKey());

  /// The current state of each paper, keyed by paper id.
  public static final Topic<Paper> PAPERS =
      new Topic<>("paperwire.papers.v1", Paper.class, Role.OUTPUT, new Kept.NewestOfEachKey());

  /// The difference log of [#PAPERS], keyed by paper id.
  public static final Topic<PaperChange> CHANGES =
      new Topic<>("paperwire.changes.v1", PaperChange.class, Role.OUTPUT, new Kept.ForEver());

  /// Fences, keyed by generation.
  public static final Topic<Fence> PROGRESS =
      new Topic<>(
          "paperwire.progress.v1", Fence.class, Role.OPERATIONS, new Kept.NewestOfEachKey());

  /// Which generation of the enrichment serves, keyed by `enrichment`.
  public static final Topic<GenerationPlan> GENERATIONS =
      new Topic<>(
          "paperwire.generations.v1", GenerationPlan.class, Role.OPERATIONS, new Kept.ForEver());

  /// Where each poller stands, keyed by poller.
  public static final Topic<Cursor> CURSORS =
      new Topic<>(
          "paperwire.cursors.v1", Cursor.class, Role.OPERATIONS, new Kept.NewestOfEachKey());

  /// What became of each batch, keyed by batch.
  public static final Topic<Receipt> RECEIPTS =
      new Topic<>(
          "paperwire.receipts.v1", Receipt.class, Role.OPERATIONS, new Kept.NewestOfEachKey());

  /// What could not be parsed or processed, keyed by source.
  public static final Topic<DeadLetter> DEAD_LETTERS =
      new Topic<>(
          "paperwire.dead-letters.v1",
          DeadLetter.class,
          Role.OPERATIONS,
          new Kept.For(Duration.ofDays(90)));

  /// All of them.
  public static final List<Topic<?>> ALL =
      List.of(
          SIGHTINGS,
          SIGNALS,
          DECISIONS,
          PAPERS,
          CHANGES,
          PROGRESS,
          GENERATIONS,
          CURSORS,
          RECEIPTS,
          DEAD_LETTERS);

  /// Those that a position is made of.
  public static final List<Topic<?>> SOURCES =
      ALL.stream().filter(topic -> topic.role() == Role.SOURCE).toList();

  private Topics() {}
}
