package org.paperwire.enrich.matching;

import java.util.Arrays;

/// The set of all three neighbouring letters of a text without its blanks, so that words run
/// together or torn apart count as little as a wrong letter does.
final class Trigrams {

  static final Trigrams NONE = new Trigrams(new int[0]);

  private final int[] sorted;

  private Trigrams(int[] sorted) {
    this.sorted = sorted;
  }

  static Trigrams of(String squashed) {
    int length = squashed.length();
    if (length == 0) {
      return NONE;
    }
    int[] all = new int[length];
    // The beginning counts as a trigram of its own, and one or two letters still make one.
    int before = ' ';
    int c = squashed.charAt(0);
    for (int i = 0; i < length; i++) {
      int next = i + 1 < length ? squashed.charAt(i + 1) : ' ';
      all[i] = before * 31 * 1_009 + c * 1_009 + next;
      before = c;
      c = next;
    }
    Arrays.sort(all);
    int distinct = 1;
    for (int i = 1; i < length; i++) {
      if (all[i] != all[distinct - 1]) {
        all[distinct++] = all[i];
      }
    }
    return new Trigrams(distinct == length ? all : Arrays.copyOf(all, distinct));
  }

  int size() {
    return sorted.length;
  }

  int common(Trigrams other) {
    int[] a = sorted;
    int[] b = other.sorted;
    int common = 0;
    int i = 0;
    int j = 0;
    while (i < a.length && j < b.length) {
      int x = a[i];
      int y = b[j];
      if (x == y) {
        common++;
      }
      i += x <= y ? 1 : 0;
      j += y <= x ? 1 : 0;
    }
    return common;
  }

  /// The share in common (Dice), from 0 to 1.
  double likeness(Trigrams other) {
    int sizes = size() + other.size();
    return sizes == 0 ? 0 : 2.0 * common(other) / sizes;
  }

  /// The share of these that the other has too.
  double in(Trigrams other) {
    return size() == 0 ? 0 : common(other) / (double) size();
  }
}
