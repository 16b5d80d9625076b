package org.paperwire.query.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;

/// The orders in which papers are listed. Each is total: papers that are alike in everything else
/// are ordered by id, so that a page ends at one place only.
public enum Order {
  /// By date (see `date`; of papers without one, the day Paperwire first saw them), then by when it
  /// first saw them.
  NEW(
      descending(Fields.DAY, SortField.Type.LONG),
      descending(Fields.FIRST_SEEN, SortField.Type.LONG)),

  /// By upvotes and comments, then by date.
  TOP(descending(Fields.POINTS, SortField.Type.LONG), descending(Fields.DAY, SortField.Type.LONG)),

  /// By heat, see [Heat].
  HOT(descending(Fields.HOT, SortField.Type.DOUBLE)),

  /// By how well they match the text.
  RELEVANCE(SortField.FIELD_SCORE);

  private final List<SortField> fields;

  Order(SortField... fields) {
    this.fields = List.of(fields);
  }

  private static SortField descending(String field, SortField.Type type) {
    return new SortField(field, type, true);
  }

  /// The order of that name, in lower case.
  public static Optional<Order> named(String name) {
    for (Order order : values()) {
      if (order.word().equals(name)) {
        return Optional.of(order);
      }
    }
    return Optional.empty();
  }

  /// Its name in addresses.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// What it compares before the id.
  List<SortField> fields() {
    return fields;
  }

  Sort sort() {
    var all = new ArrayList<>(fields);
    all.add(new SortField(Fields.ID, SortField.Type.STRING));
    return new Sort(all.toArray(SortField[]::new));
  }
}
