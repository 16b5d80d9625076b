package org.paperwire.ingest.captures;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.paperwire.ingest.Organisation;

/// What stands below a card's text: how many authors or which organisation, `·`, the date, and the
/// number of comments.
///
/// ```
///   • 8 authors        openbmb OpenBMB
/// ·                    ·
/// Feb 25, 2024         Sep 4, 2024 2
/// ```
///
/// Any of it may be missing, and some copies put it all on one line.
///
/// @param end index of the line after it
record Byline(
    OptionalInt authorCount,
    Optional<Organisation> organisation,
    Optional<CardDate> date,
    OptionalLong comments,
    int end) {

  private static final int CREDIT_CHARACTERS_MAX = 120;
  private static final Pattern AUTHORS =
      Pattern.compile("(?:[•·∙‣*] ?)?(\\d{1,3}(?:,\\d{3})+|\\d{1,6}) authors?");
  private static final Pattern DOT = Pattern.compile("[·•∙]");
  private static final String COUNT = "(\\d{1,3}(?:,\\d{3})+|\\d{1,9})";
  private static final Pattern DATE =
      Pattern.compile(CardDate.PATTERN + "(?: [·•∙])?(?: (?<comments>" + COUNT + "))?");
  private static final Pattern COMMENTS = Pattern.compile(COUNT);
  private static final Pattern PARTS = Pattern.compile(" ?[·∙•] ?");
  private static final Pattern HANDLE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,95}");
  private static final Pattern SENTENCE_END = Pattern.compile("[.?!:]$");

  /// Reads the byline that begins at line `start`.
  ///
  /// @param texts lines of text above it that belong to no card yet; a page without any above an
  ///   organisation is one whose title looks like one
  static Optional<Byline> at(List<Line> lines, int start, int texts) {
    var reading = new Reading(lines, start, texts);
    return reading.read() ? Optional.of(reading.done()) : Optional.empty();
  }

  private static final class Reading {
    private final List<Line> lines;
    private final int start;
    private final int texts;
    private int end;
    private OptionalInt authors = OptionalInt.empty();
    private Optional<Organisation> organisation = Optional.empty();
    private Optional<CardDate> date = Optional.empty();
    private OptionalLong comments = OptionalLong.empty();

    Reading(List<Line> lines, int start, int texts) {
      this.lines = lines;
      this.start = start;
      this.texts = texts;
      this.end = start;
    }

    boolean read() {
      if (readOneLine(text(start))) {
        end = start + 1;
        readComments();
        return true;
      }
      if (isCredit(start)) {
        organisation = organisation(text(start));
        end = start + 1;
      }
      boolean found = readAuthors();
      found |= readDot();
      found |= readDate();
      return found;
    }

    /// `• 8 authors · Jul 8 2`, `openbmb OpenBMB · Sep 4, 2024 2`
    private boolean readOneLine(String line) {
      String[] parts = PARTS.split(line, -1);
      int last = parts.length - 1;
      OptionalLong after = OptionalLong.empty();
      if (last > 1 && COMMENTS.matcher(parts[last]).matches()) {
        after = number(parts[last]);
        last--;
      }
      if (last < 1 || !isDate(parts[last])) {
        return false;
      }
      List<String> credits = new ArrayList<>(List.of(parts).subList(0, last));
      credits.removeIf(String::isBlank);
      for (String credit : credits) {
        if (!AUTHORS.matcher(credit).matches() && !mayBeCredit(credit)) {
          return false;
        }
      }
      readDateLine(parts[last]);
      comments = comments.isPresent() ? comments : after;
      for (String credit : credits) {
        Matcher count = AUTHORS.matcher(credit);
        if (count.matches()) {
          authors = count(count.group(1));
        } else {
          organisation = organisation(credit);
        }
      }
      return true;
    }

    private boolean isCredit(int at) {
      if (texts == 0 || !mayBeCredit(text(at)) || !followsAtOnce(at + 1)) {
        return false;
      }
      boolean opensBlock = at == 0 || lines.get(at - 1).isBlank();
      return opensBlock || texts > 1 && looksLikeHandleAndName(text(at));
    }

    /// Whether the next line, without a blank one between, is a byline's.
    private boolean followsAtOnce(int at) {
      return at < lines.size()
          && (DOT.matcher(text(at)).matches() || AUTHORS.matcher(text(at)).matches());
    }

    private boolean readAuthors() {
      int at = nextText(end);
      Matcher count = AUTHORS.matcher(text(at));
      if (!count.matches()) {
        return false;
      }
      authors = count(count.group(1));
      end = at + 1;
      return true;
    }

    private boolean readDot() {
      int at = nextText(end);
      if (!DOT.matcher(text(at)).matches()) {
        return false;
      }
      end = at + 1;
      return true;
    }

    private boolean readDate() {
      int at = nextText(end);
      if (!isDate(text(at))) {
        return false;
      }
      readDateLine(text(at));
      end = at + 1;
      readComments();
      return true;
    }

    private void readDateLine(String line) {
      Matcher written = DATE.matcher(line);
      if (written.matches()) {
        date = CardDate.of(written);
        comments = number(written.group("comments"));
      }
    }

    /// A number of its own on the line below the date.
    private void readComments() {
      if (comments.isEmpty() && COMMENTS.matcher(text(end)).matches()) {
        comments = number(text(end));
        end++;
      }
    }

    /// The next line that is not blank, when a byline has begun; it may not begin below a blank.
    private int nextText(int from) {
      int at = from;
      while (from > start && at < lines.size() && lines.get(at).isBlank()) {
        at++;
      }
      return at;
    }

    private String text(int at) {
      return at < lines.size() ? lines.get(at).text() : "";
    }

    Byline done() {
      return new Byline(authors, organisation, date, comments, end);
    }
  }

  private static boolean isDate(String line) {
    Matcher written = DATE.matcher(line);
    return written.matches() && CardDate.of(written).isPresent();
  }

  private static boolean mayBeCredit(String line) {
    return !line.isEmpty()
        && line.length() <= CREDIT_CHARACTERS_MAX
        && !SENTENCE_END.matcher(line).find()
        && !DOT.matcher(line).matches()
        && !AUTHORS.matcher(line).matches()
        && !isDate(line);
  }

  private static boolean looksLikeHandleAndName(String line) {
    int blank = line.indexOf(' ');
    return blank > 0 && HANDLE.matcher(line.substring(0, blank)).matches();
  }

  /// `openbmb OpenBMB`: the handle, then the name. One word is both; a first word that cannot be a
  /// handle belongs to the name.
  private static Optional<Organisation> organisation(String line) {
    if (looksLikeHandleAndName(line)) {
      int blank = line.indexOf(' ');
      return Optional.of(
          new Organisation(line.substring(blank + 1), Optional.of(line.substring(0, blank))));
    }
    return Optional.of(
        new Organisation(line, Optional.of(line).filter(name -> HANDLE.matcher(name).matches())));
  }

  private static OptionalInt count(String digits) {
    return OptionalInt.of(Integer.parseInt(digits.replace(",", "")));
  }

  private static OptionalLong number(@Nullable String digits) {
    return digits == null
        ? OptionalLong.empty()
        : OptionalLong.of(Long.parseLong(digits.replace(",", "")));
  }
}
