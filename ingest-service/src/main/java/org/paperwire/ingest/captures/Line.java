package org.paperwire.ingest.captures;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.paperwire.ingest.PlainText;

/// A line of a page.
///
/// @param raw as it stands there
/// @param text as plain text
record Line(String raw, String text) {

  private static final Pattern BREAK = Pattern.compile("\\R");

  static List<Line> of(String page) {
    var lines = new ArrayList<Line>();
    for (String line : BREAK.split(page, -1)) {
      lines.add(read(line));
    }
    return lines;
  }

  private static Line read(String line) {
    return new Line(line, PlainText.fold(line));
  }

  /// The line without its beginning, for text that was glued to something else.
  Line without(int characters) {
    return read(text.substring(characters));
  }

  boolean isBlank() {
    return text.isEmpty();
  }
}
