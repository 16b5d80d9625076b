package org.paperwire.query.feed;

import java.util.function.Supplier;
import org.paperwire.query.search.SinglePaper;
import org.paperwire.query.search.StandingQuery;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A filter of readers, shared by all who ask for the same. It remembers what it said of the newest
/// changes, so that a change is looked at once a filter and not once a reader.
final class Filter {

  private static final Logger LOG = LoggerFactory.getLogger(Filter.class);

  /// Answers remembered. Readers further back are few, and ask again.
  private static final int REMEMBERED = 512;

  private final String key;
  private final StandingQuery query;

  /// Guarded by [Filters]: how many readers have it.
  private int readers;

  /// Used by the thread of [Readers] alone: by slot, twice the sequence number of the change plus
  /// one for yes; 0 where nothing is remembered.
  private final long[] answers = new long[REMEMBERED];

  Filter(String key, StandingQuery query) {
    this.key = key;
    this.query = query;
  }

  String key() {
    return key;
  }

  int readers() {
    return readers;
  }

  void joined() {
    readers++;
  }

  void left() {
    readers--;
  }

  /// Whether a change passes.
  boolean passes(Change change) {
    return passes(change, change.paper());
  }

  private boolean passes(Change change, Supplier<SinglePaper> paper) {
    try {
      return query.matches(change.facets(), paper);
    } catch (RuntimeException e) {
      LOG.warn(
          "feed: a filter could not be asked of a change, which does not pass it [partition={} offset={}]",
          change.partition(),
          change.offset(),
          e);
      return false;
    }
  }

  /// The same, remembered by the sequence number of the change among the recent ones.
  ///
  /// @param paper shared with other filters that are asked of the same change
  boolean passes(long sequence, Change change, Supplier<SinglePaper> paper) {
    int slot = (int) (sequence % REMEMBERED);
    long yes = 2 * (sequence + 1) + 1;
    if (answers[slot] >> 1 != sequence + 1) {
      answers[slot] = passes(change, paper) ? yes : yes - 1;
    }
    return answers[slot] == yes;
  }
}
