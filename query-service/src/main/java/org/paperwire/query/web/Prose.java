package org.paperwire.query.web;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Text with `code` and **strong** words in it, as the API's description has it.
public record Prose(List<Part> parts) {

  private static final Pattern MARKED = Pattern.compile("`([^`]+)`|\\*\\*([^*]+)\\*\\*");

  /// A stretch of text that is written in one way.
  public record Part(Way way, String text) {}

  /// How a part is written.
  public enum Way {
    PLAIN,
    CODE,
    STRONG
  }

  static Prose of(String text) {
    var parts = new ArrayList<Part>();
    Matcher marked = MARKED.matcher(text);
    int end = 0;
    while (marked.find()) {
      addPlain(parts, text.substring(end, marked.start()));
      parts.add(
          marked.group(1) == null
              ? new Part(Way.STRONG, marked.group(2))
              : new Part(Way.CODE, marked.group(1)));
      end = marked.end();
    }
    addPlain(parts, text.substring(end));
    return new Prose(List.copyOf(parts));
  }

  private static void addPlain(List<Part> parts, String text) {
    if (!text.isEmpty()) {
      parts.add(new Part(Way.PLAIN, text));
    }
  }
}
