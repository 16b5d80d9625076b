package org.paperwire.ingest;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;

/// Text that sources write with tags in it (HTML, JATS), as plain text. Nothing is shown of it as
/// it came, and nothing that it names is fetched.
public final class Markup {

  private static final Pattern JATS_TITLE = Pattern.compile("(</?)jats:(?:title|label)\\b");
  private static final Pattern JATS_BLOCK = Pattern.compile("(</?)jats:(?:sec|list|list-item)\\b");
  private static final Pattern JATS = Pattern.compile("(</?)jats:");

  /// The heading of an abstract that is one.
  private static final Pattern HEADING =
      Pattern.compile("(?i)^\\s*(?:abstract|summary)\\b[:.]?\\s+");

  private Markup() {}

  /// The text without its tags; blocks are kept apart by a blank.
  public static String text(String markup) {
    return markup.indexOf('<') < 0 && markup.indexOf('&') < 0
        ? markup
        : Jsoup.parseBodyFragment(markup).text();
  }

  /// An abstract in JATS, without a heading that only says that it is one.
  public static Optional<String> jats(String markup) {
    String html = JATS_TITLE.matcher(markup).replaceAll("$1h4");
    html = JATS_BLOCK.matcher(html).replaceAll("$1div");
    String text = text(JATS.matcher(html).replaceAll("$1"));
    return Optional.of(HEADING.matcher(text).replaceFirst("")).filter(t -> !t.isBlank());
  }
}
