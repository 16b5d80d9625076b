package org.paperwire.query.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.MultiBits;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.jspecify.annotations.Nullable;
import org.paperwire.query.papers.Paper;
import org.paperwire.query.papers.PaperJson;

/// Walks the papers of a snapshot in the order of their ids, which is that of the term dictionary:
/// one paper is in memory at a time, however many there are. Ids that were merged away are among
/// them.
final class Walk implements Iterator<Paper> {

  private final DirectoryReader reader;
  private final PaperJson json;
  private final @Nullable Bits live;
  private final TermsEnum ids;
  private @Nullable PostingsEnum postings;
  private @Nullable Paper next;

  Walk(DirectoryReader reader, PaperJson json) {
    this.reader = reader;
    this.json = json;
    try {
      this.live = MultiBits.getLiveDocs(reader);
      Terms terms = MultiTerms.getTerms(reader, Fields.ID);
      this.ids = terms == null ? TermsEnum.EMPTY : terms.iterator();
      this.next = advance();
    } catch (IOException e) {
      throw new UncheckedIOException("the index could not be read", e);
    }
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public Paper next() {
    Paper paper = next;
    if (paper == null) {
      throw new NoSuchElementException("no paper is left");
    }
    try {
      next = advance();
    } catch (IOException e) {
      throw new UncheckedIOException("the index could not be read", e);
    }
    return paper;
  }

  private @Nullable Paper advance() throws IOException {
    while (ids.next() != null) {
      postings = ids.postings(postings, PostingsEnum.NONE);
      int document = postings.nextDoc();
      // A paper that was put again is still there as a deleted document until segments are merged.
      while (document != DocIdSetIterator.NO_MORE_DOCS && live != null && !live.get(document)) {
        document = postings.nextDoc();
      }
      if (document != DocIdSetIterator.NO_MORE_DOCS) {
        return Papers.paper(reader, document, json);
      }
    }
    return null;
  }
}
