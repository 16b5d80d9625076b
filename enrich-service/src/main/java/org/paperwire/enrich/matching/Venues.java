package org.paperwire.enrich.matching;

import java.util.List;
import java.util.Set;

/// Whether two venues may be one, however they are shortened: "Proc. of the 23rd Int. Conf. on Very
/// Large Data Bases" and "VLDB".
final class Venues {

  private static final Set<String> FORM =
      Set.of(
          "proc",
          "procs",
          "proceedings",
          "conference",
          "conf",
          "international",
          "intl",
          "int",
          "annual",
          "hellip",
          "acm",
          "ieee",
          "lecture",
          "notes",
          "symposium",
          "workshop",
          "symp",
          "journal",
          "j",
          "th",
          "nd",
          "rd",
          "st",
          "ii",
          "iii",
          "vol",
          "volume",
          "advances",
          "trans",
          "transactions");

  private Venues() {}

  /// From 0 to 1.
  static double likeness(Profile a, Profile b) {
    if (a.features().venue().equals(b.features().venue())) {
      return 1;
    }
    List<String> one = significant(a.venueWords);
    List<String> other = significant(b.venueWords);
    if (one.isEmpty() || other.isEmpty()) {
      return 0.5;
    }
    List<String> fewer = one.size() <= other.size() ? one : other;
    List<String> more = fewer == one ? other : one;
    double found = 0;
    for (String word : fewer) {
      double best = isAcronym(word, more) ? 1 : 0;
      for (String candidate : more) {
        best = Math.max(best, abbreviated(word, candidate));
      }
      found += best;
    }
    return found / fewer.size();
  }

  private static List<String> significant(List<String> words) {
    return words.stream()
        .filter(word -> !FORM.contains(word) && !Character.isDigit(word.charAt(0)))
        .toList();
  }

  private static double abbreviated(String a, String b) {
    if (a.equals(b)) {
      return 1;
    }
    String shorter = a.length() <= b.length() ? a : b;
    String longer = shorter.equals(a) ? b : a;
    return shorter.length() >= 2 && longer.startsWith(shorter) ? 0.8 : 0;
  }

  private static boolean isAcronym(String word, List<String> words) {
    if (word.length() < 2 || word.length() > words.size()) {
      return false;
    }
    for (int from = 0; from + word.length() <= words.size(); from++) {
      boolean all = true;
      for (int i = 0; i < word.length() && all; i++) {
        all = words.get(from + i).charAt(0) == word.charAt(i);
      }
      if (all) {
        return true;
      }
    }
    return false;
  }
}
