package org.paperwire.query.views;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.paperwire.platform.Position;
import org.paperwire.query.views.Snapshot.Standing;
import org.paperwire.topics.EnrichmentGeneration;

/// What a builder works for: a generation that serves ([ServeDuty]), or one that is to
/// ([RebuildDuty]). Called by the builder's thread; a duty that is over stops its builder.
interface Duty {

  /// The generation to follow, to be closed by the caller.
  ///
  /// @throws IOException when the disk does not do what it is asked
  Generation open() throws IOException;

  /// The generation of the enrichment that what has read nothing yet is built of; empty while
  /// nobody can say.
  Optional<EnrichmentGeneration> enrichment();

  /// How complete the generation is until it has caught up.
  Standing standing();

  /// Threads that make documents.
  int indexers();

  /// Records a second that are read at most until it has caught up; 0 is no limit.
  int recordsPerSecondMax();

  /// Whether readers look at what is shown before it has caught up.
  boolean isWatched();

  /// Reading begins.
  ///
  /// @param beginnings the first offset that each partition has
  /// @param fromNothing whether nothing was applied before
  void begins(Map<TopicPartition, Long> beginnings, boolean fromNothing);

  /// Something was applied.
  ///
  /// @param done offsets since the beginnings
  /// @param ahead offsets still to come, where that is known
  void progressed(long done, Optional<Long> ahead) throws IOException;

  /// All that was there when reading began is applied. Makes the generation the one that serves, if
  /// it may be: then every answer from it is at or after the position returned.
  Optional<Position> mayServe(Generation generation) throws IOException;

  /// The generation is shown as the current one from now on.
  ///
  /// @return the duty from then on
  Duty serves();

  /// Somebody waits for a snapshot at the very place where what serves is.
  Optional<Alignment> alignment();

  /// It was answered, or could not be.
  void aligned();

  /// The disk failed.
  ///
  /// @return whether to go on after a while
  boolean goesOnAfter(Exception failure);

  /// The topic no longer has what comes next.
  void isLost(String missing);

  /// Reading ends, for a while or for good.
  void leaves();

  /// The builder has ended; the index is closed.
  void ended();
}
