package org.paperwire.query.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;

/// Counts the values of some fields over all papers found, in the same pass that finds them.
///
/// Counting is by ordinal within a segment and by value between them, so nothing has to be prepared
/// when a segment is added: a snapshot costs nothing until somebody asks.
final class FacetCounts
    implements CollectorManager<FacetCounts.Counter, Map<String, List<FacetCount>>> {

  private final List<String> fields;
  private final int top;

  /// @param top how many values of each field, those with the highest counts
  FacetCounts(List<String> fields, int top) {
    this.fields = List.copyOf(fields);
    this.top = top;
  }

  @Override
  public Counter newCollector() {
    return new Counter(fields);
  }

  @Override
  public Map<String, List<FacetCount>> reduce(Collection<Counter> counters) throws IOException {
    var answer = new LinkedHashMap<String, List<FacetCount>>();
    for (String field : fields) {
      var sum = new HashMap<String, Integer>();
      for (Counter counter : counters) {
        counter.counts(field).forEach((value, count) -> sum.merge(value, count, Integer::sum));
      }
      answer.put(
          field,
          sum.entrySet().stream()
              .map(counted -> new FacetCount(counted.getKey(), counted.getValue()))
              .sorted(
                  Comparator.comparingInt(FacetCount::count)
                      .reversed()
                      .thenComparing(FacetCount::value))
              .limit(top)
              .toList());
    }
    return answer;
  }

  /// Counts within one search.
  static final class Counter extends SimpleCollector {

    private final List<Column> columns = new ArrayList<>();

    private Counter(List<String> fields) {
      fields.forEach(field -> columns.add(new Column(field)));
    }

    @Override
    protected void doSetNextReader(LeafReaderContext segment) throws IOException {
      for (Column column : columns) {
        column.next(segment);
      }
    }

    @Override
    public void collect(int document) throws IOException {
      for (Column column : columns) {
        column.count(document);
      }
    }

    @Override
    public ScoreMode scoreMode() {
      return ScoreMode.COMPLETE_NO_SCORES;
    }

    private Map<String, Integer> counts(String field) throws IOException {
      for (Column column : columns) {
        if (column.field.equals(field)) {
          return column.counts();
        }
      }
      return Map.of();
    }
  }

  /// The counts of one field: of the segment at hand by ordinal, of those before by value.
  private static final class Column {

    private final String field;
    private final Map<String, Integer> done = new HashMap<>();
    private SortedSetDocValues values = DocValues.emptySortedSet();
    private int[] counts = new int[0];

    private Column(String field) {
      this.field = field;
    }

    private void next(LeafReaderContext segment) throws IOException {
      settle();
      values = DocValues.getSortedSet(segment.reader(), field);
      counts = new int[Math.toIntExact(values.getValueCount())];
    }

    private void count(int document) throws IOException {
      if (values.advanceExact(document)) {
        for (int i = 0; i < values.docValueCount(); i++) {
          counts[(int) values.nextOrd()]++;
        }
      }
    }

    private void settle() throws IOException {
      for (int ordinal = 0; ordinal < counts.length; ordinal++) {
        if (counts[ordinal] > 0) {
          done.merge(values.lookupOrd(ordinal).utf8ToString(), counts[ordinal], Integer::sum);
        }
      }
      counts = new int[0];
    }

    private Map<String, Integer> counts() throws IOException {
      settle();
      return done;
    }
  }
}
