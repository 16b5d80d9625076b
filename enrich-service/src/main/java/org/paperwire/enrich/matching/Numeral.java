package org.paperwire.enrich.matching;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A number in a title, with the word before it: "part ii" and "llama 3" are one paper's only.
///
/// @param after the word it follows; empty at the beginning
/// @param value the number in digits; several in a row (`2.5`) with blanks between
/// @param last whether it ends the title
record Numeral(String after, String value, boolean last) {

  private static final Map<String, String> ROMAN =
      Map.ofEntries(
          Map.entry("ii", "2"),
          Map.entry("iii", "3"),
          Map.entry("iv", "4"),
          Map.entry("vi", "6"),
          Map.entry("vii", "7"),
          Map.entry("viii", "8"),
          Map.entry("ix", "9"),
          Map.entry("xi", "11"),
          Map.entry("xii", "12"));

  /// Roman numerals that are also letters count after these words or at the end.
  private static final Map<String, String> ROMAN_LETTERS = Map.of("i", "1", "v", "5", "x", "10");

  private static final Map<String, String> SPELLED =
      Map.of("one", "1", "two", "2", "three", "3", "four", "4", "five", "5");

  private static final Set<String> COUNTED =
      Set.of(
          "part", "volume", "vol", "chapter", "version", "episode", "lecture", "section", "paper",
          "no", "number", "phase", "task", "round", "edition");

  /// The numbers of a title, given as its words.
  static List<Numeral> in(String title) {
    if (!mayHaveNumerals(title)) {
      return List.of();
    }
    List<String> words = atoms(title);
    var numerals = new ArrayList<Numeral>();
    for (int i = 0; i < words.size(); i++) {
      String before = i == 0 ? "" : words.get(i - 1);
      boolean end = i == words.size() - 1;
      String number = number(words.get(i), before, end);
      if (number.isEmpty()) {
        continue;
      }
      if (!numerals.isEmpty() && i > 0 && isDigits(before) && isDigits(words.get(i))) {
        Numeral row = numerals.removeLast();
        numerals.add(new Numeral(row.after, row.value + " " + number, end));
      } else {
        numerals.add(new Numeral(before, number, end));
      }
    }
    return numerals;
  }

  private static boolean mayHaveNumerals(String title) {
    for (int i = 0; i < title.length(); i++) {
      char c = title.charAt(i);
      if (Character.isDigit(c) || (c == 'i' || c == 'v' || c == 'x') && isWordEnd(title, i + 1)) {
        return true;
      }
    }
    return title.startsWith("part ") || title.contains(" part ") || title.contains(" volume ");
  }

  private static boolean isWordEnd(String text, int at) {
    return at == text.length() || text.charAt(at) == ' ';
  }

  private static String number(String word, String before, boolean end) {
    if (isDigits(word)) {
      String digits = word.replaceFirst("^0+(?=.)", "");
      return digits.length() > 12 ? "" : digits;
    }
    String roman = ROMAN.get(word);
    if (roman != null) {
      return roman;
    }
    boolean counted = COUNTED.contains(before);
    if (counted || end && !before.isEmpty() && !word.equals("x")) {
      String letter = ROMAN_LETTERS.get(word);
      if (letter != null) {
        return letter;
      }
    }
    return counted ? SPELLED.getOrDefault(word, "") : "";
  }

  private static boolean isDigits(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (!Character.isDigit(word.charAt(i))) {
        return false;
      }
    }
    return !word.isEmpty();
  }

  /// Words, parted where digits begin or end: "qwen2" is "qwen", "2".
  private static List<String> atoms(String title) {
    var atoms = new ArrayList<String>();
    int start = 0;
    for (int i = 1; i <= title.length(); i++) {
      boolean parts =
          i == title.length()
              || title.charAt(i) == ' '
              || title.charAt(i - 1) == ' '
              || Character.isDigit(title.charAt(i)) != Character.isDigit(title.charAt(i - 1));
      if (parts) {
        if (title.charAt(start) != ' ') {
          atoms.add(title.substring(start, i));
        }
        start = i;
      }
    }
    return atoms;
  }

  /// Whether it says which part of a whole this is: "part 2", "ii" at the end.
  boolean isPart() {
    return COUNTED.contains(after);
  }
}
