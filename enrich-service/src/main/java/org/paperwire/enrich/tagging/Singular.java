package org.paperwire.enrich.tagging;

/// Folds simple plurals, in the manner of Harman's S-stemmer ("How effective is suffixing?", JASIS
/// 1991): enough to join "graphs" with "graph", and too little to join what is different.
///
/// Beyond it: a small "s" after a capital is a plural ("LLMs", "APIs"), "-ics" is a field of study
/// and not a plural ("semantics" is not "semantic"), and an "e" after a hissing sound goes, with
/// and without the "s" ("hashes", "hash"; "caches", "cache"). The results are keys, not words.
final class Singular {

  private Singular() {}

  /// Reduces the word in place. Where capitals are kept, only a small "s" is an ending: "MIPS" is
  /// not several "MIP".
  static void of(StringBuilder word, boolean caseKept) {
    int length = word.length();
    if (length >= 3 && word.charAt(length - 1) == 's' && isCapital(word.charAt(length - 2))) {
      word.setLength(length - 1);
      return;
    }
    if (length < 4 || (caseKept && isCapital(word.charAt(length - 1)))) {
      return;
    }
    if (ends(word, "ies") && !ends(word, "eies") && !ends(word, "aies")) {
      word.setLength(length - 3);
      word.append('y');
    } else if (ends(word, "s")
        && !ends(word, "ss")
        && !ends(word, "us")
        && !ends(word, "is")
        && !ends(word, "ics")) {
      word.setLength(length - 1);
    }
    if (ends(word, "che") || ends(word, "she") || ends(word, "sse") || ends(word, "xe")) {
      word.setLength(word.length() - 1);
    }
  }

  private static boolean ends(CharSequence word, String ending) {
    int offset = word.length() - ending.length();
    if (offset < 1) {
      return false;
    }
    for (int i = 0; i < ending.length(); i++) {
      if (Character.toLowerCase(word.charAt(offset + i)) != ending.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isCapital(char c) {
    return Character.isUpperCase(c);
  }
}
