package org.paperwire.enrich.matching;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.paperwire.bibliography.Wording;

/// Authors in one form, `surname initials` (`hellerstein jm`), however sources write them: "Joseph
/// M. Hellerstein", "Hellerstein, J. M.", "JM Hellerstein", several in one text, with titles,
/// suffixes, "et al." and what else does not tell people apart.
final class Names {

  private static final Pattern APART =
      Pattern.compile(
          "\\s*(?:;|\\||\\bet\\s+al\\b\\.?|\\band\\b|&|\\bund\\b)\\s*", Pattern.CASE_INSENSITIVE);
  private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");
  private static final Pattern INITIALS =
      Pattern.compile("\\p{L}{1,2}(?:[.\\s-]+\\p{L}{1,2}){0,3}[.\\s-]*|\\p{Lu}{1,4}");

  private static final Set<String> PARTICLES =
      Set.of(
          "van", "von", "de", "der", "den", "del", "della", "di", "da", "dos", "do", "du", "la",
          "le", "el", "al", "bin", "ibn", "ten", "ter", "zu");

  private static final Set<String> NO_NAMES =
      Set.of(
          "jr",
          "sr",
          "ii",
          "iii",
          "iv",
          "phd",
          "dr",
          "prof",
          "et",
          "others",
          "eds",
          "ed",
          "editors",
          "editor",
          "anonymous",
          "authors",
          "author",
          "unknown",
          "hellip",
          "team");

  private Names() {}

  /// The names in what a source gives as its list of authors.
  static List<String> of(List<String> written) {
    var names = new ArrayList<String>();
    for (String entry : written) {
      String plain = Wording.legible(entry);
      if (mayBeSeveral(plain)) {
        for (String part : APART.split(plain)) {
          people(part, names);
        }
      } else {
        person(plain, names);
      }
      if (names.size() > 200) {
        break;
      }
    }
    return names.stream().distinct().toList();
  }

  /// Whether a text has any of the letters that every sign between two names has. A name by itself,
  /// as most sources give them, has none, and needs no closer look.
  private static boolean mayBeSeveral(String text) {
    int before = 0;
    for (int i = 0; i < text.length(); i++) {
      int c = text.charAt(i) | 0x20; // lower case; the four signs stay what they are
      boolean several =
          switch (c) {
            case ';', '|', '&', ',' -> true;
            // "et al", "and", "und"
            case 't' -> before == 'e';
            case 'd' -> before == 'n';
            default -> false;
          };
      if (several) {
        return true;
      }
      before = c;
    }
    return false;
  }

  private static void person(String text, List<String> names) {
    if (!text.isBlank()) {
      add(text.strip(), names);
    }
  }

  /// One name, or several with commas between and inside them.
  private static void people(String text, List<String> names) {
    List<String> parts = COMMA.splitAsStream(text.strip()).filter(part -> !part.isBlank()).toList();
    boolean surnamesAndGiven =
        parts.size() % 2 == 0
            && parts.stream().allMatch(part -> part.indexOf(' ') < 0)
            && (parts.size() == 2 || parts.stream().skip(1).anyMatch(Names::isInitials));
    for (int i = 0; i < parts.size(); i++) {
      String part = parts.get(i);
      boolean given =
          i + 1 < parts.size()
              && !isInitials(part)
              && (surnamesAndGiven
                  || isInitials(parts.get(i + 1))
                      && words(part).size() <= 3
                      && !startsWithInitial(part)
                  || parts.size() == 2 && words(part).size() == 1);
      if (given) {
        add(words(part), words(parts.get(i + 1)), names);
        i++;
      } else {
        add(part, names);
      }
    }
  }

  private static boolean isInitials(String part) {
    return INITIALS.matcher(part.strip()).matches()
        && !PARTICLES.contains(part.strip().toLowerCase(Locale.ROOT));
  }

  private static boolean startsWithInitial(String part) {
    List<String> words = words(part);
    return words.size() > 1 && words.getFirst().length() == 1;
  }

  /// A name in the order in which it is spoken, or with its initials behind.
  private static void add(String part, List<String> names) {
    List<String> words = words(part);
    if (words.isEmpty()) {
      return;
    }
    int last = words.size() - 1;
    boolean initialsBehind =
        last > 0 && isInitial(words.get(last)) && words.getFirst().length() > 2;
    if (initialsBehind) {
      int first = 1;
      while (first < last && !isInitial(words.get(first))) {
        first++;
      }
      add(words.subList(0, first), words.subList(first, words.size()), names);
    } else {
      int from = last;
      while (from > 1 && PARTICLES.contains(words.get(from - 1))) {
        from--;
      }
      add(words.subList(from, words.size()), words.subList(0, from), names);
    }
  }

  private static void add(List<String> surname, List<String> given, List<String> names) {
    var name = new StringBuilder();
    for (String word : surname) {
      if (surname.size() == 1 || !PARTICLES.contains(word)) {
        name.append(word.replace("-", ""));
      }
    }
    if (name.isEmpty() || name.length() == 1 && given.isEmpty()) {
      return;
    }
    if (name.length() > Features.AUTHOR_MAX - 5) {
      name.setLength(Features.AUTHOR_MAX - 5);
    }
    var initials = new StringBuilder();
    for (String word : given) {
      if (PARTICLES.contains(word)) {
        continue;
      }
      if (isInitial(word)) {
        initials.append(word);
      } else {
        for (String piece : word.split("-")) {
          if (!piece.isEmpty()) {
            initials.appendCodePoint(piece.codePointAt(0));
          }
        }
      }
    }
    if (initials.length() > 4) {
      initials.setLength(4);
    }
    names.add(initials.isEmpty() ? name.toString() : name + " " + initials);
  }

  /// One letter, or the letters of several names run together: "j", "hv", "ykn".
  private static boolean isInitial(String word) {
    return word.length() == 1
        || word.length() <= 3 && word.chars().noneMatch(c -> "aeiouy".indexOf(c) >= 0);
  }

  private static List<String> words(String text) {
    var words = new ArrayList<String>();
    for (int from = 0; from < text.length(); ) {
      int end = from;
      while (end < text.length() && !parts(text.charAt(end))) {
        end++;
      }
      String folded = Wording.of(text.substring(from, end)).replace(' ', '-');
      if (!folded.isEmpty() && !NO_NAMES.contains(folded) && !isNumber(folded)) {
        words.add(folded);
      }
      from = end + 1;
    }
    return words.size() > 8 ? words.subList(0, 8) : words;
  }

  private static boolean parts(char c) {
    return c == ' ' || c >= '\t' && c <= '\r' || ".:*†‡".indexOf(c) >= 0;
  }

  private static boolean isNumber(String word) {
    return word.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
