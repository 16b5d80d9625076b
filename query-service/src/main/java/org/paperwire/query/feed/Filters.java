package org.paperwire.query.feed;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.paperwire.query.search.Refused;
import org.paperwire.query.search.Selection;
import org.paperwire.query.search.StandingQuery;

/// The filters in use, each once and counted; bounded, because every change is held against each.
final class Filters {

  /// Reads a selection as a query.
  interface Reading {
    StandingQuery read(Selection selection) throws Refused;
  }

  private final Reading reading;
  private final int most;

  /// Guarded by this.
  private final Map<String, Filter> filters = new HashMap<>();

  Filters(Reading reading, int most) {
    this.reading = reading;
    this.most = most;
  }

  /// The filter of a reader; empty when there are too many different ones. To be given back.
  synchronized Optional<Filter> take(Selection selection) throws Refused {
    String key = key(selection);
    Filter filter = filters.get(key);
    if (filter == null) {
      if (filters.size() >= most) {
        return Optional.empty();
      }
      filter = new Filter(key, reading.read(selection));
      filters.put(key, filter);
    }
    filter.joined();
    return Optional.of(filter);
  }

  synchronized void giveBack(Filter filter) {
    filter.left();
    if (filter.readers() == 0) {
      filters.remove(filter.key());
    }
  }

  /// A filter for one question, which nobody else will ask.
  Filter once(Selection selection) throws Refused {
    return new Filter(key(selection), reading.read(selection));
  }

  synchronized List<Filter> all() {
    return List.copyOf(filters.values());
  }

  /// Selections that mean the same have the same key: tags in any order, blanks in any number.
  private static String key(Selection selection) {
    String tags = String.join("\n", selection.tags().stream().distinct().sorted().toList());
    String text = selection.text().map(words -> words.strip().replaceAll("\\s+", " ")).orElse("");
    return String.join("\n\n", text, selection.source().orElse(""), tags);
  }
}
