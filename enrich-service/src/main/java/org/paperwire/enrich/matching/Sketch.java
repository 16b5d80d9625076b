package org.paperwire.enrich.matching;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// A text of any length in 64 bytes, from which the likeness of two texts is estimated: of each of
/// 256 random orders of all pairs of neighbouring words, the lowest two bits of the text's smallest
/// pair (b-bit minwise hashing: Li and König, "b-Bit Minwise Hashing", WWW 2010).
///
/// @param bits eight longs, or none where there is no text to speak of
/// @param words how many words the text has
public record Sketch(List<Long> bits, int words) {

  /// No text.
  public static final Sketch NONE = new Sketch(List.of(), 0);

  static final int ORDERS = 256;

  /// Texts shorter than this say too little.
  static final int WORDS_MIN = 8;

  private static final int LONGS = ORDERS * 2 / Long.SIZE;
  private static final int[] FACTORS = new int[ORDERS];
  private static final int[] SHIFTS = new int[ORDERS];

  static {
    var random = new SplittableRandom(20_260_701);
    for (int i = 0; i < ORDERS; i++) {
      FACTORS[i] = random.nextInt() | 1;
      SHIFTS[i] = random.nextInt();
    }
  }

  public Sketch {
    bits = List.copyOf(bits);
    if (!bits.isEmpty() && bits.size() != LONGS) {
      throw new IllegalArgumentException(
          "a sketch has %d longs, not %d".formatted(LONGS, bits.size()));
    }
  }

  /// The sketch of a text given as its words with one blank between them.
  static Sketch of(String words) {
    int[] smallest = new int[ORDERS];
    Arrays.fill(smallest, Integer.MAX_VALUE);
    int count = 0;
    int before = 0;
    int hash = 0;
    for (int i = 0; i <= words.length() && !words.isEmpty(); i++) {
      if (i < words.length() && words.charAt(i) != ' ') {
        hash = 31 * hash + words.charAt(i);
        continue;
      }
      if (count > 0) {
        lower(smallest, mixed(before * 31 + hash));
      }
      count++;
      before = hash;
      hash = 0;
    }
    if (count < WORDS_MIN) {
      return NONE;
    }
    long[] longs = new long[LONGS];
    for (int i = 0; i < ORDERS; i++) {
      longs[i >> 5] |= (smallest[i] & 3L) << ((i & 31) << 1);
    }
    return new Sketch(Arrays.stream(longs).boxed().toList(), count);
  }

  /// A loop of its own, without branches, which the compiler turns into vectors.
  private static void lower(int[] smallest, int pair) {
    int[] factors = FACTORS;
    int[] shifts = SHIFTS;
    for (int i = 0; i < ORDERS; i++) {
      int product = pair * factors[i] + shifts[i];
      smallest[i] = Math.min(smallest[i], product ^ product >>> 15);
    }
  }

  private static int mixed(int value) {
    int x = value * 0x9E3779B9;
    x ^= x >>> 16;
    x *= 0x85EBCA6B;
    return x ^ x >>> 13;
  }

  public boolean isEmpty() {
    return bits.isEmpty();
  }

  /// The estimated share of word pairs that two texts have in common (Jaccard), from 0 to 1, with a
  /// standard error of about 0.04; 0 when there is no text.
  public double likeness(Sketch other) {
    if (isEmpty() || other.isEmpty()) {
      return 0;
    }
    int equal = 0;
    for (int i = 0; i < LONGS; i++) {
      long different = bits.get(i) ^ other.bits.get(i);
      equal += 32 - Long.bitCount((different | different >>> 1) & 0x5555555555555555L);
    }
    // A quarter of the orders agree by chance.
    return Math.max(0, (equal / (double) ORDERS - 0.25) / 0.75);
  }

  /// How much of one text is in the other, from 0 to 1: [#likeness], or, where one is cut off, the
  /// estimated share of the shorter one that the longer one has.
  double overlap(Sketch other) {
    double likeness = likeness(other);
    int shorter = Math.min(words, other.words);
    int longer = Math.max(words, other.words);
    if (shorter < CUT_OFF_WORDS_MIN
        || longer < CUT_OFF_LEAST * shorter
        || longer > CUT_OFF_MOST * shorter) {
      return likeness;
    }
    double contained = likeness * (shorter + longer) / (1 + likeness) / shorter;
    return contained < CONTAINED_LEAST ? likeness : Math.min(1, Math.max(likeness, contained));
  }

  /// A cut text is recognised from this many words and to a quarter of the whole; more would be
  /// lost in the error of the estimate. Texts about as long as each other are two versions, not one
  /// that was cut.
  private static final int CUT_OFF_WORDS_MIN = 30;

  private static final double CUT_OFF_LEAST = 1.3;
  private static final int CUT_OFF_MOST = 4;
  private static final double CONTAINED_LEAST = 0.7;
}
