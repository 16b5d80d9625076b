package org.paperwire.ingest.polling;

import java.time.Instant;
import org.paperwire.bibliography.SourceName;

/// Asks one list of one source, again and again. Pure: what it does follows from its cursor, the
/// time and its settings.
public interface Poller {

  /// Its name, the key of its cursor: `arxiv-feed:cs.CL`.
  String name();

  /// What it asks, without what changes from question to question.
  String address();

  SourceName source();

  Provider provider();

  /// What to do next.
  Plan plan(Cursor cursor, Instant now);

  /// Where a whole answer leads.
  Step after(Cursor cursor, ListHead.Whole head, Instant now);

  /// How the source is, after an answer.
  ///
  /// @param things in the answer; 0 when it was the same as last time
  Standing judge(Cursor cursor, int things, Instant now);
}
