package org.paperwire.ingest.intake;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.paperwire.bibliography.Identifiers;
import org.paperwire.bibliography.RecordKey;
import org.paperwire.platform.Problem;
import org.paperwire.platform.ProblemException;

/// What people decide about two records, as they send it.
///
/// @param records both record keys, as papers show them in `recordKeys`
/// @param verdict `same`, `different`, or `none` to take a decision back
/// @param by who decides
/// @param why in their words
@Serdeable
public record DecisionAsked(
    @Nullable List<String> records,
    @Nullable String verdict,
    @Nullable String by,
    @Nullable String why) {

  private static final int TEXT_MAX = 1_000;
  private static final List<String> VERDICTS = List.of("same", "different", "none");

  /// The two records, the smaller key first.
  List<RecordKey> pair() {
    if (records == null || records.size() != 2) {
      throw malformed("records are the keys of two records");
    }
    List<RecordKey> keys = records.stream().map(DecisionAsked::key).sorted().toList();
    if (keys.getFirst().equals(keys.getLast())) {
      throw malformed("the two records are the same one");
    }
    return keys;
  }

  /// An identifier in whatever form sources write it is the key in its canonical form.
  private static RecordKey key(@Nullable String text) {
    int colon = text == null ? -1 : text.indexOf(':');
    if (text == null || colon < 1 || colon == text.length() - 1 || text.length() > TEXT_MAX) {
      throw malformed("a record key is namespace:value, not " + text);
    }
    String namespace = text.substring(0, colon).toLowerCase(Locale.ROOT);
    return Identifiers.read(namespace, text.substring(colon + 1))
        .map(id -> new RecordKey(id.namespace() + ":" + id.value()))
        .orElseGet(() -> new RecordKey(text));
  }

  String said() {
    if (verdict == null || !VERDICTS.contains(verdict)) {
      throw malformed("verdict is one of " + String.join(", ", VERDICTS));
    }
    return verdict;
  }

  String decider() {
    if (by == null || by.isBlank() || by.length() > TEXT_MAX) {
      throw malformed("by says who decides");
    }
    return by;
  }

  Optional<String> reason() {
    if (why != null && why.length() > TEXT_MAX) {
      throw malformed("why has at most " + TEXT_MAX + " characters");
    }
    return Optional.ofNullable(why);
  }

  private static ProblemException malformed(String detail) {
    return new ProblemException(Problem.badRequest("decision-malformed", detail));
  }
}
