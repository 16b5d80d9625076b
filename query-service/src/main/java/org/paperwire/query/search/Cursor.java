package org.paperwire.query.search;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.SortField;
import org.apache.lucene.util.BytesRef;
import org.paperwire.bibliography.PaperId;

/// The place after the last paper of a page: its values in the order, and its id. A page is
/// continued after that place whether or not the paper is still there, so papers that come and go
/// neither repeat the others nor hide them.
///
/// The token is base64url of `1|order|selection|value…|id`: opaque to callers, and of no use with
/// another order or selection.
record Cursor(Order order, String selection, List<Object> values, String id) {

  private static final String FORM = "1";
  private static final String SEPARATOR = "|";
  private static final int TOKEN_LENGTH_MAX = 512;

  Cursor {
    values = List.copyOf(values);
  }

  /// The place after `last`, as the index has just compared it.
  static Cursor after(Order order, Selection selection, FieldDoc last) {
    var values = new ArrayList<>(List.of(last.fields).subList(0, order.fields().size()));
    String id = ((BytesRef) last.fields[values.size()]).utf8ToString();
    return new Cursor(order, selection.fingerprint(), values, id);
  }

  String token() {
    var parts = new ArrayList<String>(List.of(FORM, order.word(), selection));
    values.forEach(value -> parts.add(value.toString()));
    parts.add(id);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(String.join(SEPARATOR, parts).getBytes(StandardCharsets.UTF_8));
  }

  /// Reads a token. Empty when it is none of ours, or of another order or selection.
  static Optional<Cursor> parse(String token, Order order, Selection selection) {
    if (token.length() > TOKEN_LENGTH_MAX) {
      return Optional.empty();
    }
    try {
      String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      List<String> parts = List.of(text.split("\\" + SEPARATOR, -1));
      int values = order.fields().size();
      if (parts.size() != values + 4
          || !parts.subList(0, 3).equals(List.of(FORM, order.word(), selection.fingerprint()))
          || PaperId.parse(parts.getLast()).isEmpty()) {
        return Optional.empty();
      }
      var read = new ArrayList<Object>();
      for (int i = 0; i < values; i++) {
        read.add(value(order.fields().get(i), parts.get(3 + i)));
      }
      return Optional.of(new Cursor(order, selection.fingerprint(), read, parts.getLast()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Object value(SortField field, String text) {
    return switch (field.getType()) {
      case SCORE -> Float.valueOf(text);
      case LONG -> Long.valueOf(text);
      case DOUBLE -> Double.valueOf(text);
      default -> throw new IllegalStateException("no order compares a " + field.getType());
    };
  }

  /// The place as Lucene takes it. The document number lies behind all others, so that the paper
  /// itself, if it is still there, is not found again.
  FieldDoc place(int documents) {
    var fields = new ArrayList<Object>(values);
    fields.add(new BytesRef(id));
    return new FieldDoc(Math.max(0, documents - 1), Float.NaN, fields.toArray());
  }
}
