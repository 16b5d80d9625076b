package org.paperwire.ingest.xml;

import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Entities;

/// An XML text without what is in front of its root, and with what sources write instead of XML
/// made XML: the names of HTML's characters (`&nbsp;`), an ampersand by itself, control characters.
///
/// A document type is passed over; one that declares entities is refused ([#declaresEntities]), so
/// that there are none to expand.
final class Prepared {

  private static final Set<String> XML = Set.of("amp", "lt", "gt", "quot", "apos");
  private static final int NAME_CHARACTERS_MAX = 32;

  private final String text;
  private final StringBuilder out;
  private int at;
  private boolean declaresEntities;

  private Prepared(String text) {
    this.text = text;
    this.out = new StringBuilder(text.length() + 64);
  }

  static Prepared of(String text) {
    var prepared = new Prepared(text);
    prepared.passProlog();
    prepared.passContent();
    return prepared;
  }

  boolean declaresEntities() {
    return declaresEntities;
  }

  String content() {
    return out.toString();
  }

  private void passProlog() {
    while (at < text.length()) {
      if (text.startsWith("<?", at)) {
        passTo("?>");
      } else if (text.startsWith("<!--", at)) {
        passTo("-->");
      } else if (text.regionMatches(true, at, "<!DOCTYPE", 0, 9)) {
        passDoctype();
      } else if (text.charAt(at) <= ' ' || text.charAt(at) == '\uFEFF') {
        at++;
      } else {
        return;
      }
    }
  }

  private void passTo(String end) {
    int found = text.indexOf(end, at + 2);
    at = found < 0 ? text.length() : found + end.length();
  }

  private void passDoctype() {
    int depth = 0;
    for (; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '[') {
        declaresEntities = true;
      } else if (c == '<') {
        depth++;
      } else if (c == '>' && --depth == 0) {
        at++;
        return;
      }
    }
  }

  private void passContent() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '<' && text.startsWith("<![CDATA[", at)) {
        copyTo("]]>");
      } else if (c == '<' && text.startsWith("<!--", at)) {
        passTo("-->");
      } else if (c == '&') {
        reference();
      } else {
        if (isXml(c)) {
          out.append(c);
        }
        at++;
      }
    }
  }

  private void copyTo(String end) {
    int found = text.indexOf(end, at);
    int to = found < 0 ? text.length() : found + end.length();
    for (; at < to; at++) {
      if (isXml(text.charAt(at))) {
        out.append(text.charAt(at));
      }
    }
  }

  private void reference() {
    int end = text.indexOf(';', at);
    String name =
        end > at + 1 && end - at <= NAME_CHARACTERS_MAX ? text.substring(at + 1, end) : "";
    Optional<String> character = character(name);
    if (XML.contains(name)) {
      out.append('&').append(name).append(';');
      at = end + 1;
    } else if (character.isPresent()) {
      out.append(character.get());
      at = end + 1;
    } else {
      out.append("&amp;");
      at++;
    }
  }

  /// The characters of a reference, as they stand in XML. Empty when it is none.
  private static Optional<String> character(String name) {
    if (name.startsWith("#")) {
      return number(name.substring(1)).map(Prepared::escaped);
    }
    boolean isName =
        !name.isEmpty() && name.chars().allMatch(c -> c < 128 && Character.isLetterOrDigit(c));
    return isName && Entities.isNamedEntity(name)
        ? Optional.of(Entities.getByName(name)).map(Prepared::escaped)
        : Optional.empty();
  }

  private static Optional<String> number(String digits) {
    boolean hex = digits.startsWith("x") || digits.startsWith("X");
    try {
      int code = hex ? Integer.parseInt(digits.substring(1), 16) : Integer.parseInt(digits);
      if (!Character.isValidCodePoint(code)) {
        return Optional.empty();
      }
      boolean isHalf = code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE;
      return Optional.of(isHalf ? "\uFFFD" : Character.toString(code));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static String escaped(String characters) {
    var escaped = new StringBuilder();
    for (int i = 0; i < characters.length(); i++) {
      char c = characters.charAt(i);
      switch (c) {
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '&' -> escaped.append("&amp;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&apos;");
        default -> {
          if (isXml(c)) {
            escaped.append(c);
          }
        }
      }
    }
    return escaped.toString();
  }

  /// Whether XML 1.0 has this character; halves of pairs are looked at by the parser.
  private static boolean isXml(char c) {
    return c >= ' ' && c != '\uFFFE' && c != '\uFFFF' || c == '\t' || c == '\n' || c == '\r';
  }
}
