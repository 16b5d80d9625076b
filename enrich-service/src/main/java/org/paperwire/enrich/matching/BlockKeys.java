package org.paperwire.enrich.matching;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.paperwire.bibliography.Fingerprint;

/// The blocks of a record: whoever shares one with it is compared with it.
///
/// - each identifier;
/// - the title as it is, and its first letters, whatever blanks stand between them;
/// - bands of the title's trigrams (MinHash, Broder 1997): two titles that have a share `s` of them
///   in common meet with probability `1 − (1 − s⁴)⁶`;
/// - bands of the abstract's sketch, for papers that were renamed.
public final class BlockKeys {

  private static final int BANDS = 6;
  private static final int ROWS = 4;
  private static final int BEGINNING = 18;
  private static final int TEXT_BANDS = 2;
  private static final int LETTERS_MAX = 60;

  private BlockKeys() {}

  public static SortedSet<BlockKey> of(Features features) {
    var keys = new TreeSet<BlockKey>();
    features.identifiers().forEach(id -> keys.add(new BlockKey("id:" + id)));
    String letters = features.title().replace(" ", "");
    if (!letters.isEmpty()) {
      keys.add(new BlockKey("title:" + new Fingerprint().with(letters).base32(13)));
      keys.add(
          new BlockKey("begin:" + letters.substring(0, Math.min(BEGINNING, letters.length()))));
      addBands(letters.substring(0, Math.min(LETTERS_MAX, letters.length())), keys);
    }
    if (!features.text().isEmpty()) {
      for (int band = 0; band < TEXT_BANDS; band++) {
        keys.add(new BlockKey("text%d:%016x".formatted(band, features.text().bits().get(band))));
      }
    }
    return Collections.unmodifiableSortedSet(keys);
  }

  private static void addBands(String letters, SortedSet<BlockKey> keys) {
    for (int band = 0; band < BANDS; band++) {
      long name = 17;
      for (int row = 0; row < ROWS; row++) {
        int smallest = Integer.MAX_VALUE;
        int factor = 0x9E3779B9 * (2 * (band * ROWS + row) + 1);
        for (int i = 0; i + 3 <= letters.length() || i == 0; i++) {
          int hash = 0;
          for (int j = i; j < Math.min(i + 3, letters.length()); j++) {
            hash = hash * 131 + letters.charAt(j);
          }
          hash = (hash ^ hash >>> 13) * factor;
          hash ^= hash >>> 16;
          smallest = Math.min(smallest, hash * 0x85EBCA6B);
        }
        name = name * 0x9E3779B97F4A7C15L + smallest;
      }
      keys.add(new BlockKey("band%d:%016x".formatted(band, name)));
    }
  }
}
