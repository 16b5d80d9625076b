package org.paperwire.ingest.captures;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What stands above the first card: the invitation to subscribe, the name of the page, its date.
/// Copies differ in what they have of it, and some glue the next line to it without a break:
/// `Subscribe` and the first title, for one.
///
/// @param cards the lines below it; the first one without what was glued to it
/// @param period the day, week or month that it states, as written
/// @param isSure whether it has a phrase that no other page has
record Header(List<Line> cards, Optional<String> period, boolean isSure) {

  private static final Pattern SURE =
      Pattern.compile(
          "(?i)get trending papers in your email inbox(?: once a day)?!?"
              + "|by ?AK and the research community");

  /// The same below another phrase that is glued to it.
  private static final Pattern GLUED_SURE =
      Pattern.compile("(?i)(?:new|subscribe|daily papers) ?(?:" + SURE.pattern() + ")");

  /// Phrases that may have the next one, or the first title, glued to them.
  private static final Pattern GLUED =
      Pattern.compile(
          SURE.pattern()
              + "|(?i)new ?(?=get trending)|subscribe ?(?=daily papers|by ?AK)|daily papers ?(?=by ?AK)");

  private static final Pattern SUBSCRIBE = Pattern.compile("Subscribe(?!(?:[sd]|rs?|rs'|r's)?\\b)");

  /// Lines that are noise as a whole, above the cards.
  private static final Set<String> WHOLE =
      Set.of(
          "new",
          "subscribe",
          "daily papers",
          "trending papers",
          "papers",
          "daily",
          "weekly",
          "monthly",
          "trending",
          "today",
          "hugging face",
          "previous",
          "next");

  /// Lines that are noise below them.
  private static final Set<String> FOOTER =
      Set.of(
          "previous",
          "next",
          "load more",
          "back to top",
          "company",
          "tos",
          "privacy",
          "about",
          "jobs",
          "careers",
          "website",
          "models",
          "datasets",
          "spaces",
          "pricing",
          "docs",
          "system theme",
          "© hugging face");

  private static final Pattern GLUED_DATE =
      Pattern.compile("(?<date>" + CardDate.PATTERN + ")(?!st\\b|nd\\b|rd\\b|th\\b)(?=\\p{L})");

  /// How far down a phrase of the header is looked for: a copy may begin with the site's menu.
  private static final int LINES_MAX = 60;

  static Header of(List<Line> page) {
    Optional<String> period = Optional.empty();
    boolean subscribed = false;
    int lastSure = lastSure(page);
    for (int i = 0; i < page.size(); i++) {
      Line line = withoutGlued(page.get(i));
      String text = line.text();
      if (period.isEmpty() && PageDate.isPeriod(text)) {
        period = Optional.of(text);
      } else if (WHOLE.contains(text.toLowerCase(Locale.ROOT))) {
        subscribed |= text.equalsIgnoreCase("subscribe");
      } else if (!text.isEmpty() && i >= lastSure) {
        Matcher subscribe = SUBSCRIBE.matcher(text);
        if (!subscribed && subscribe.lookingAt()) {
          line = line.without(subscribe.end());
        }
        Matcher date = GLUED_DATE.matcher(line.text());
        if (lastSure >= 0 && period.isEmpty() && date.lookingAt()) {
          period = Optional.of(date.group("date"));
          line = line.without(date.end());
        }
        return new Header(withoutFooter(page, i, line), period, lastSure >= 0);
      }
    }
    return new Header(List.of(), period, lastSure >= 0);
  }

  /// Whatever stands above the last sure phrase is header too.
  private static int lastSure(List<Line> page) {
    int last = -1;
    for (int i = 0; i < Math.min(page.size(), LINES_MAX); i++) {
      if (SURE.matcher(page.get(i).text()).lookingAt()
          || GLUED_SURE.matcher(page.get(i).text()).lookingAt()) {
        last = i;
      }
    }
    return last;
  }

  private static Line withoutGlued(Line line) {
    Line rest = line;
    Matcher glued = GLUED.matcher(rest.text());
    while (glued.lookingAt()) {
      rest = rest.without(glued.end());
      glued = GLUED.matcher(rest.text());
    }
    return rest;
  }

  private static List<Line> withoutFooter(List<Line> page, int first, Line firstLine) {
    int end = page.size();
    while (end > first + 1 && isFooter(page.get(end - 1))) {
      end--;
    }
    var cards = new ArrayList<>(page.subList(first, end));
    cards.set(0, firstLine);
    return List.copyOf(cards);
  }

  private static boolean isFooter(Line line) {
    return line.isBlank() || FOOTER.contains(line.text().toLowerCase(Locale.ROOT));
  }
}
