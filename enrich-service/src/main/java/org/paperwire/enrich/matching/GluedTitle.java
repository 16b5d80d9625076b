package org.paperwire.enrich.matching;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A title with authors, venue and year behind it in the same field, taken apart: "online
/// aggregation j hellerstein , p haas sigmod conference 1997.0". Only what the record does not have
/// elsewhere is looked for, and only at the end, so that an ordinary title stays whole.
///
/// @param title what comes before
/// @param rest what was taken off
/// @param authors those found in it, as written
/// @param venue found in it
/// @param year found in it
record GluedTitle(
    String title,
    String rest,
    List<String> authors,
    Optional<String> venue,
    Optional<Integer> year) {

  private static final Pattern YEAR_BEHIND =
      Pattern.compile("(?s)(.{6,}?)[\\s,.(]+((?:19|20)\\d\\d)(?:\\.0)?[\\s,.)]*");

  /// What one source writes behind a title that it found several times.
  private static final Pattern GROUP_BEHIND = Pattern.compile("\\s*-\\s*group of \\d+[\\s»;.]*$");

  /// What a venue begins with, in running text.
  private static final Pattern VENUE_BEHIND =
      Pattern.compile(
          "(?<=\\s)(?:(?:in\\s+)?(?:proc|procs|proceedings)\\b|(?:acm\\s+)?sigmod\\s+(?:conf|record|rec)\\w*|(?:the\\s+)?vldb\\b|(?:acm|ieee)\\s+(?:trans|transactions|sig\\w+|computer|software|conf\\w*|data|journal)\\b|(?:ieee|acm|international|int)\\s+(?:conf|conference|workshop|journal|symposium)\\b|(?:the\\s+)?journal\\s+of\\b|lecture\\s+notes\\b|information\\s+systems\\s*,|communications\\s+of\\s+the\\b|data\\s+engineering\\s*,|technical\\s+report\\b|(?:phd|ph\\.d\\.|master'?s)\\s+thesis\\b|advances\\s+in\\s+neural\\b|arxiv\\s+preprint\\b|corr\\s*,?\\s*abs/)");

  private static final String[] VENUE_WORDS = {
    "proc",
    "sigmod",
    "vldb",
    "acm",
    "ieee",
    "conf",
    "workshop",
    "symposium",
    "journal",
    "lecture",
    "information",
    "communications",
    "data",
    "technical",
    "thesis",
    "advances",
    "arxiv",
    "corr"
  };

  private static final Pattern COMMA = Pattern.compile("\\s*(?:,|;|\\band\\b)\\s*");
  private static final Pattern AUTHOR =
      Pattern.compile(
          "\\p{L}{1,3}(?:\\.\\s?|\\s|-)(?:\\p{L}\\.?\\s){0,2}[\\p{L}'’-]{2,}(?:\\s[\\p{L}'’-]{2,}){0,2}(?:\\.{3}|\\s?…|\\sâ\\s.{0,4})?");

  private static final Set<String> NO_INITIALS =
      Set.of(
          "in", "of", "on", "to", "by", "an", "is", "the", "for", "and", "or", "as", "at", "via",
          "it", "we", "us", "do", "no", "so", "be", "its", "are", "can", "how", "why", "new", "web",
          "xml", "sql", "net", "my", "up", "use", "non", "all", "old", "two", "one", "not", "big",
          "end", "with", "xs", "io", "ai", "ml", "vs", "de", "la", "le", "et", "der", "von", "van");

  private static final int TITLE_WORDS_MIN = 2;

  /// Takes a title apart.
  ///
  /// @param written in its letters and punctuation, as read from the source
  static GluedTitle of(
      String written, boolean wantsAuthors, boolean wantsVenue, boolean wantsYear) {
    String lower = written.toLowerCase(Locale.ROOT);
    String text =
        (lower.contains("group of") ? GROUP_BEHIND.matcher(lower).replaceFirst("") : lower).strip();
    String left = text;
    Optional<Integer> year = Optional.empty();
    Optional<String> venue = Optional.empty();
    if (wantsYear && hasYear(left)) {
      Matcher found = YEAR_BEHIND.matcher(left);
      if (found.matches()) {
        year = Optional.of(Integer.parseInt(found.group(2)));
        left = found.group(1);
      }
    }
    if (wantsVenue && mayHaveVenue(left)) {
      Matcher found = VENUE_BEHIND.matcher(left);
      int from = 0;
      while (found.find(from) && wordCount(left.substring(0, found.start())) < TITLE_WORDS_MIN) {
        from = found.end();
      }
      if (from < left.length() && found.find(from)) {
        venue = Optional.of(left.substring(found.start()).strip());
        left = withoutComma(left.substring(0, found.start()));
      }
    }
    List<String> authors = List.of();
    if (wantsAuthors) {
      int at = authorsFrom(left);
      if (at > 0) {
        authors = List.of(left.substring(at));
        left = left.substring(0, at);
      }
    }
    if (left.length() == text.length()) {
      return new GluedTitle(text, "", List.of(), Optional.empty(), Optional.empty());
    }
    return new GluedTitle(
        withoutComma(left),
        text.substring(Math.min(left.length(), text.length())),
        authors,
        venue,
        year);
  }

  /// Whether digits stand somewhere that may be a year: most titles have none, and need no closer
  /// look.
  private static boolean hasYear(String text) {
    return text.contains("19") || text.contains("20");
  }

  /// Whether a text has any of the words of which every venue that is looked for has one.
  private static boolean mayHaveVenue(String text) {
    for (String word : VENUE_WORDS) {
      if (text.contains(word)) {
        return true;
      }
    }
    return false;
  }

  /// Where a list of authors begins that goes to the end; negative when there is none.
  private static int authorsFrom(String text) {
    List<int[]> segments = segments(text);
    int i = segments.size() - 1;
    int at = -1;
    while (i > 0
        && AUTHOR.matcher(text.substring(segments.get(i)[0], segments.get(i)[1])).matches()) {
      at = segments.get(i)[0];
      i--;
    }
    boolean list = at >= 0;
    int[] segment = segments.get(i);
    int first = firstAuthorIn(text, segment[0], segment[1], list);
    if (first > 0) {
      return first;
    }
    return list && i + 2 <= segments.size() && i > 0 ? at : -1;
  }

  /// Where in "title words j hellerstein" the name begins.
  private static int firstAuthorIn(String text, int from, int to, boolean list) {
    List<int[]> words = words(text, from, to);
    for (int i = words.size() - 2; i >= Math.max(TITLE_WORDS_MIN, words.size() - 4); i--) {
      String word = text.substring(words.get(i)[0], words.get(i)[1]).replace(".", "");
      boolean initial =
          (word.length() == 1
                  || word.length() <= 3
                      && (list
                          || word.length() == 2
                          || word.chars().noneMatch(c -> "aeiou".indexOf(c) >= 0)))
              && word.chars().allMatch(Character::isLetter)
              && !NO_INITIALS.contains(word)
              && (list || !word.equals("a"));
      if (initial && AUTHOR.matcher(text.substring(words.get(i)[0], to).strip()).matches()) {
        return words.get(i)[0];
      }
    }
    return -1;
  }

  private static List<int[]> segments(String text) {
    var segments = new ArrayList<int[]>();
    Matcher comma = COMMA.matcher(text);
    int from = 0;
    while (comma.find()) {
      if (comma.start() > from) {
        segments.add(new int[] {from, comma.start()});
      }
      from = comma.end();
    }
    if (from < text.length() || segments.isEmpty()) {
      segments.add(new int[] {from, text.length()});
    }
    return segments;
  }

  private static List<int[]> words(String text, int from, int to) {
    var words = new ArrayList<int[]>();
    int start = -1;
    for (int i = from; i <= to; i++) {
      boolean blank = i == to || text.charAt(i) == ' ';
      if (!blank && start < 0) {
        start = i;
      } else if (blank && start >= 0) {
        words.add(new int[] {start, i});
        start = -1;
      }
    }
    return words;
  }

  private static int wordCount(String text) {
    return words(text, 0, text.length()).size();
  }

  private static String withoutComma(String text) {
    int end = text.length();
    while (end > 0 && " ,;.".indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return text.substring(0, end);
  }
}
