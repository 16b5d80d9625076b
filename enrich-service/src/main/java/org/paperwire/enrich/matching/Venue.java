package org.paperwire.enrich.matching;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A venue taken apart for comparing, however it is shortened: "Proc. of the 23rd Int. Conf. on
/// Very Large Data Bases" and "VLDB".
///
/// @param words those that tell venues apart
/// @param kind 1 for a journal, -1 for a meeting, 0 when it does not say
record Venue(List<String> words, int kind) {

  private static final Venue NONE = new Venue(List.of(), 0);

  private static final Set<String> FORM =
      Set.of(
          "proc",
          "procs",
          "proceedings",
          "conference",
          "conf",
          "conferences",
          "international",
          "intl",
          "int",
          "annual",
          "acm",
          "ieee",
          "lecture",
          "notes",
          "symposium",
          "workshop",
          "symp",
          "sympos",
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
          "transactions",
          "the",
          "of",
          "on",
          "in",
          "and",
          "for",
          "a",
          "an",
          "at",
          "to",
          "first",
          "second",
          "third",
          "pages",
          "pp",
          "no",
          "special",
          "issue",
          "annu",
          "l",
          "twenty",
          "fifth",
          "sixth",
          "fourth",
          "appear",
          "submitted");

  private static final Set<String> JOURNAL =
      Set.of(
          "journal",
          "j",
          "trans",
          "transactions",
          "record",
          "rec",
          "letters",
          "magazine",
          "review",
          "bulletin",
          "tods",
          "tkde",
          "jacm",
          "cacm",
          "jmlr",
          "tmlr",
          "tacl",
          "pami",
          "tpami");
  private static final Set<String> MEETING =
      Set.of(
          "proc",
          "procs",
          "proceedings",
          "conference",
          "conf",
          "symposium",
          "symp",
          "workshop",
          "sigmod",
          "vldb",
          "icde",
          "pods",
          "kdd",
          "nips",
          "neurips",
          "icml",
          "iclr",
          "cvpr",
          "iccv",
          "eccv",
          "acl",
          "emnlp",
          "naacl",
          "aaai",
          "ijcai",
          "stoc",
          "focs",
          "colt");

  private static final Set<String> NO_PUBLICATION =
      Set.of(
          "arxiv",
          "corr",
          "preprint",
          "report",
          "rep",
          "tech",
          "thesis",
          "dissertation",
          "university",
          "laboratory",
          "laboratories",
          "department",
          "dept",
          "manuscript",
          "unpublished",
          "draft",
          "http",
          "www");

  /// Words that are left out of a venue before it is cut to its length.
  private static final Set<String> FILLING =
      Set.of(
          "in",
          "the",
          "of",
          "on",
          "and",
          "for",
          "annual",
          "a",
          "an",
          "first",
          "second",
          "third",
          "fourth",
          "fifth",
          "sixth",
          "seventh",
          "eighth",
          "ninth",
          "tenth",
          "eleventh",
          "twelfth",
          "thirteenth",
          "fourteenth",
          "fifteenth",
          "sixteenth",
          "seventeenth",
          "eighteenth",
          "nineteenth",
          "twentieth",
          "twenty",
          "thirty",
          "hellip");

  /// The words of a venue without those that only fill it.
  static String withoutFilling(String words) {
    var left = new StringBuilder(words.length());
    for (String word : words.split(" ")) {
      if (!word.isEmpty() && !FILLING.contains(word) && !Character.isDigit(word.charAt(0))) {
        left.append(left.isEmpty() ? "" : " ").append(word);
      }
    }
    return left.toString();
  }

  /// What acronyms stand for, where the letters do not say it.
  private static final Map<String, List<String>> LONG_FORMS =
      Map.ofEntries(
          Map.entry("sigmod", List.of("management", "data")),
          Map.entry("vldb", List.of("very", "large", "data", "bases")),
          Map.entry("pvldb", List.of("vldb", "endowment")),
          Map.entry("tods", List.of("database", "systems")),
          Map.entry("tkde", List.of("knowledge", "data", "engineering")),
          Map.entry("icde", List.of("data", "engineering")),
          Map.entry("pods", List.of("principles", "database", "systems")),
          Map.entry("kdd", List.of("knowledge", "discovery", "data", "mining")),
          Map.entry("cacm", List.of("communications")),
          Map.entry("nips", List.of("neural", "information", "processing", "systems")),
          Map.entry("neurips", List.of("neural", "information", "processing", "systems")),
          Map.entry("icml", List.of("machine", "learning")),
          Map.entry("iclr", List.of("learning", "representations")),
          Map.entry("cvpr", List.of("computer", "vision", "pattern", "recognition")),
          Map.entry("iccv", List.of("computer", "vision")),
          Map.entry("acl", List.of("computational", "linguistics")),
          Map.entry("emnlp", List.of("empirical", "methods", "natural", "language", "processing")),
          Map.entry("aaai", List.of("artificial", "intelligence")),
          Map.entry("stoc", List.of("theory", "computing")),
          Map.entry("focs", List.of("foundations", "computer", "science")),
          Map.entry("colt", List.of("computational", "learning", "theory")),
          Map.entry("www", List.of("world", "wide", "web")));

  /// @param venue its words with blanks between
  static Venue of(String venue) {
    if (venue.isEmpty()) {
      return NONE;
    }
    var words = new ArrayList<String>();
    int kind = 0;
    int from = 0;
    while (from < venue.length()) {
      int end = venue.indexOf(' ', from);
      end = end < 0 ? venue.length() : end;
      String word = venue.substring(from, end);
      if (JOURNAL.contains(word)) {
        kind = 1;
      } else if (kind == 0 && MEETING.contains(word)) {
        kind = -1;
      }
      if (!word.isEmpty() && !FORM.contains(word) && !Character.isDigit(word.charAt(0))) {
        words.add(word);
      }
      from = end + 1;
    }
    return new Venue(words, kind);
  }

  /// Whether nothing tells it from other venues: none is said, or a "Journal of the ACM".
  boolean isEmpty() {
    return words.isEmpty();
  }

  boolean isMeeting() {
    return kind < 0;
  }

  /// Whether papers are published there, and not only kept or announced.
  boolean isPublication() {
    return (kind != 0 || !isEmpty()) && words.stream().noneMatch(NO_PUBLICATION::contains);
  }

  /// From 0 to 1; 0 when one of them is empty.
  double likeness(Venue other) {
    if (isEmpty() || other.isEmpty()) {
      return 0;
    }
    if (words.equals(other.words)) {
      return 1;
    }
    List<String> fewer = words.size() <= other.words.size() ? words : other.words;
    List<String> more = fewer == words ? other.words : words;
    double found = 0;
    for (String word : fewer) {
      found += foundIn(word, more);
    }
    double share = found / fewer.size();
    if (share < 0.5) {
      for (String word : more) {
        if (standsFor(word, fewer)) {
          return 1;
        }
      }
    }
    return share;
  }

  private static double foundIn(String word, List<String> words) {
    double best = standsFor(word, words) ? 1 : 0;
    for (String candidate : words) {
      if (word.equals(candidate)) {
        return 1;
      }
      String shorter = word.length() <= candidate.length() ? word : candidate;
      String longer = word.length() <= candidate.length() ? candidate : word;
      if (shorter.length() >= 3 && longer.startsWith(shorter)) {
        // "syst" is "systems", but a computation is not computational.
        best =
            Math.max(
                best, shorter.length() <= 6 || longer.length() - shorter.length() == 1 ? 0.8 : 0.3);
      }
    }
    return best;
  }

  private static boolean standsFor(String word, List<String> words) {
    List<String> longForm = LONG_FORMS.get(word);
    if (longForm != null) {
      for (String each : longForm) {
        boolean there = false;
        for (String candidate : words) {
          there |=
              candidate.length() >= 3
                  && (each.startsWith(candidate)
                      || candidate.startsWith(each.substring(0, Math.min(each.length(), 7))));
        }
        if (!there) {
          return false;
        }
      }
      return true;
    }
    if (word.length() < 3 || word.length() > words.size()) {
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
