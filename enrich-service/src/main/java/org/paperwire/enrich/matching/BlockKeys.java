package org.paperwire.enrich.matching;

import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.paperwire.bibliography.Fingerprint;

/// The blocks of a record: whoever shares one with it is compared with it.
///
/// - each identifier;
/// - the title as it is, its first letters and its last, whatever blanks stand between them;
/// - sets of its rarest words;
/// - bands of the title's trigrams (MinHash, Broder 1997): two titles that have a share `s` of them
///   in common meet with probability `1 − (1 − s⁴)³`;
/// - bands of the abstract's sketch, for papers that were renamed.
public final class BlockKeys {

  private static final int BANDS = 3;
  private static final int ROWS = 4;
  private static final int EDGE = 18;
  private static final int END = 24;
  private static final int TEXT_BANDS = 2;
  private static final int LETTERS_MAX = 60;

  private static final String END_KIND = "end:";
  private static final String FIRST_BAND_KIND = "band0:";

  private BlockKeys() {}

  /// Whether the records of a block stand in the order of their venues. Two of those that every
  /// record with a title is in do: one of the equal ends of titles, one of their bands.
  static boolean isOrderedByVenue(BlockKey block) {
    return block.value().startsWith(END_KIND) || block.value().startsWith(FIRST_BAND_KIND);
  }

  public static SortedSet<BlockKey> of(Features features) {
    var keys = new TreeSet<BlockKey>();
    features.identifiers().forEach(id -> keys.add(new BlockKey("id:" + id)));
    String letters = features.title().replace(" ", "");
    if (!letters.isEmpty()) {
      keys.add(new BlockKey("title:" + new Fingerprint().with(letters).base32(13)));
      keys.add(new BlockKey("begin:" + letters.substring(0, Math.min(EDGE, letters.length()))));
      if (letters.length() >= END) {
        keys.add(new BlockKey(END_KIND + letters.substring(letters.length() - END)));
      }
      addWordSets(features.title(), keys);
      addBands(letters.substring(0, Math.min(LETTERS_MAX, letters.length())), keys);
    }
    if (!features.text().isEmpty()) {
      for (int band = 0; band < TEXT_BANDS; band++) {
        keys.add(
            new BlockKey(
                "text"
                    + band
                    + ":"
                    + HexFormat.of().toHexDigits(features.text().bits().get(band))));
      }
    }
    return Collections.unmodifiableSortedSet(keys);
  }

  private static final int WORDS_MAX = 9;
  private static final int BITS_ENOUGH = 19;
  private static final int[][] SETS = {{0, 1}, {0, 2}, {1, 2}, {0, 3}, {1, 3}, {2, 3}};

  /// Sets of rare words: two where these tell enough, more where they are common.
  private static void addWordSets(String title, SortedSet<BlockKey> keys) {
    List<String> words =
        Arrays.stream(title.split(" "))
            .filter(word -> !Profile.FUNCTION_WORDS.contains(word))
            .distinct()
            .limit(WORDS_MAX)
            .sorted(
                Comparator.comparingInt((String word) -> -CommonWords.bits(word))
                    .thenComparing(Comparator.naturalOrder()))
            .toList();
    for (int[] set : SETS) {
      if (set[1] >= words.size()) {
        continue;
      }
      var chosen = new TreeSet<String>();
      int bits = 0;
      for (int i : set) {
        chosen.add(words.get(i));
        bits += CommonWords.bits(words.get(i));
      }
      for (int i = set[1] + 1; i < words.size() && bits < BITS_ENOUGH; i++) {
        chosen.add(words.get(i));
        bits += CommonWords.bits(words.get(i));
      }
      if (bits >= BITS_ENOUGH) {
        keys.add(new BlockKey("words:" + new Fingerprint().with(chosen).base32(13)));
      }
    }
  }

  private static void addBands(String letters, SortedSet<BlockKey> keys) {
    int size = Math.max(1, letters.length() - 2);
    int[] hashes = new int[size];
    for (int i = 0; i < size; i++) {
      int hash = 0;
      for (int j = i; j < Math.min(i + 3, letters.length()); j++) {
        hash = hash * 131 + letters.charAt(j);
      }
      hash *= 0x9E3779B9;
      hashes[i] = hash ^ hash >>> 15;
    }
    for (int band = 0; band < BANDS; band++) {
      long name = 17;
      for (int row = 0; row < ROWS; row++) {
        int factor = 0x85EBCA6B * (2 * (band * ROWS + row) + 1);
        int smallest = Integer.MAX_VALUE;
        for (int hash : hashes) {
          int mixed = hash * factor;
          smallest = Math.min(smallest, mixed ^ mixed >>> 13);
        }
        name = (name ^ smallest) * 0x9E3779B97F4A7C15L;
        name ^= name >>> 29;
      }
      keys.add(new BlockKey("band" + band + ":" + HexFormat.of().toHexDigits(name)));
    }
  }
}
