package org.paperwire.query.search;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.paperwire.query.papers.Paper;
import org.paperwire.query.papers.PaperJson;

/// The papers of a snapshot in their canonical form, ordered by id. Ids that were merged away are
/// left out.
public final class Export implements Iterator<byte[]> {

  private final Iterator<Paper> papers;
  private final PaperJson json;
  private Optional<Paper> next;

  Export(Iterator<Paper> papers, PaperJson json) {
    this.papers = papers;
    this.json = json;
    this.next = advance();
  }

  @Override
  public boolean hasNext() {
    return next.isPresent();
  }

  /// The canonical form of the next paper.
  @Override
  public byte[] next() {
    Paper paper = next.orElseThrow(() -> new NoSuchElementException("no paper is left"));
    next = advance();
    return json.canonical(paper);
  }

  private Optional<Paper> advance() {
    while (papers.hasNext()) {
      Paper paper = papers.next();
      if (paper.mergedInto().isEmpty()) {
        return Optional.of(paper);
      }
    }
    return Optional.empty();
  }
}
