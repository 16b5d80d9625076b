package org.paperwire.query.search;

import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.miscellaneous.PerFieldAnalyzerWrapper;
import org.apache.lucene.analysis.standard.StandardTokenizer;

/// How the text of papers becomes terms: split by Unicode's rules for words, accents folded, lower
/// case, English stop words out, stems. Names keep their endings and their stop words ("An Wang").
final class PaperAnalyzers {

  /// Words of two authors are at least this far apart, so that no name matches across them.
  static final int GAP = 100;

  private PaperAnalyzers() {}

  static Analyzer all() {
    return new PerFieldAnalyzerWrapper(
        new Prose(), Map.of(Fields.AUTHORS, new Names(), Fields.VENUE, new Names()));
  }

  private static final class Prose extends Analyzer {
    @Override
    protected TokenStreamComponents createComponents(String field) {
      Tokenizer words = new StandardTokenizer();
      TokenStream terms = new EnglishPossessiveFilter(words);
      terms = new ASCIIFoldingFilter(terms);
      terms = new LowerCaseFilter(terms);
      terms = new StopFilter(terms, EnglishAnalyzer.ENGLISH_STOP_WORDS_SET);
      return new TokenStreamComponents(words, new PorterStemFilter(terms));
    }

    @Override
    public int getPositionIncrementGap(String field) {
      return GAP;
    }
  }

  private static final class Names extends Analyzer {
    @Override
    protected TokenStreamComponents createComponents(String field) {
      Tokenizer words = new StandardTokenizer();
      return new TokenStreamComponents(words, new LowerCaseFilter(new ASCIIFoldingFilter(words)));
    }

    @Override
    public int getPositionIncrementGap(String field) {
      return GAP;
    }
  }
}
