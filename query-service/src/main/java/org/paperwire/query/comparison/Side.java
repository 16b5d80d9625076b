package org.paperwire.query.comparison;

import java.util.Iterator;
import java.util.Optional;
import org.paperwire.query.papers.Paper;

/// One of two sets of papers. Ids that were merged away belong to it, with where they lead.
public interface Side {

  /// All of them, ordered by id.
  Iterator<Paper> papers();

  /// The paper that a record is, if it is one.
  Optional<Paper> ofRecord(String recordKey);

  /// The paper of that id, unless it was merged away.
  Optional<Paper> listed(String id);
}
