package org.paperwire.bibliography;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The key of a record: the strongest identifier that its sightings carry, as `namespace:value`;
/// without one `source:sourceId`; without that `text:` and a hash of normalised title, first author
/// and abstract.
///
/// The natural order is (class, text) with the classes arxiv, doi, acl, pmid, other identifiers,
/// source id, text: the smallest key of a paper's records is its representative, which names the
/// paper.
public record RecordKey(String value) implements Comparable<RecordKey> {

  private static final Comparator<RecordKey> ORDER =
      Comparator.comparingInt(RecordKey::rank).thenComparing(RecordKey::value);
  private static final List<String> RANKED = List.of("arxiv", "doi", "acl", "pmid");
  private static final int OTHER_IDENTIFIER = RANKED.size();
  private static final int SOURCE_ID = OTHER_IDENTIFIER + 1;
  private static final int TEXT = SOURCE_ID + 1;

  /// Refuses text without a namespace, and a namespace without anything. What a source calls its
  /// papers is its own affair, colons at the end included.
  public RecordKey {
    int colon = value.indexOf(':');
    if (colon < 1 || colon == value.length() - 1) {
      throw new IllegalArgumentException("a record key is namespace:value, not " + value);
    }
  }

  /// The key of a sighting.
  public static RecordKey of(
      Identifiers identifiers,
      SourceName source,
      Optional<String> sourceId,
      String title,
      Optional<String> firstAuthor,
      Optional<String> abstractText) {
    return identifiers
        .strongest()
        .map(id -> new RecordKey(id.namespace() + ":" + id.value()))
        .or(() -> sourceId.map(id -> new RecordKey(source.value() + ":" + id)))
        .orElseGet(
            () ->
                new RecordKey(
                    "text:"
                        + new Fingerprint()
                            .with(KeyText.of(title))
                            .with(firstAuthor.map(KeyText::ofName))
                            .with(abstractText.map(KeyText::of))
                            .base32(26)));
  }

  /// What stands before the first colon.
  public String namespace() {
    return value.substring(0, value.indexOf(':'));
  }

  /// Keys are compared all the time, so nothing is made for it.
  private int rank() {
    for (int i = 0; i < RANKED.size(); i++) {
      if (isIn(RANKED.get(i))) {
        return i;
      }
    }
    if (isIn("text")) {
      return TEXT;
    }
    for (String namespace : Identifiers.NAMESPACES) {
      if (isIn(namespace)) {
        return OTHER_IDENTIFIER;
      }
    }
    return SOURCE_ID;
  }

  private boolean isIn(String namespace) {
    int length = namespace.length();
    return value.length() > length && value.charAt(length) == ':' && value.startsWith(namespace);
  }

  @Override
  public int compareTo(RecordKey other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return value;
  }
}
