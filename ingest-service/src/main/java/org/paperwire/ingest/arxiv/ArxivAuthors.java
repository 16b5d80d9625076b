package org.paperwire.ingest.arxiv;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.paperwire.bibliography.TexText;
import org.paperwire.ingest.Entry;
import org.paperwire.ingest.PersonName;

/// The authors of a paper where arXiv has them in one text, as submitters type it: `A. Quill (1,2),
/// Ben Ink, Jr. and C. Nib (The Nib Collaboration) ((1) Inkwell, (2) Desk)`, with TeX's accents
/// (`Andr\'e`).
final class ArxivAuthors {

  private static final Pattern AND = Pattern.compile("(?:^|\\s+)(?:and|&)\\s+");
  private static final Pattern MARKS = Pattern.compile("[\\d\\s,;*†‡§]*");

  private ArxivAuthors() {}

  /// Adds them to an entry.
  static void addTo(Entry entry, Optional<String> text) {
    text.ifPresent(
        written ->
            names(written)
                .forEach(author -> entry.author(Optional.of(author.name), author.affiliation)));
  }

  /// A name as TeX or not.
  static String name(String written) {
    return written.indexOf('\\') < 0 && written.indexOf('{') < 0 ? written : TexText.plain(written);
  }

  record Written(String name, Optional<String> affiliation) {}

  static List<Written> names(String text) {
    var names = new ArrayList<Written>();
    for (String part : parts(text)) {
      int bracket = part.indexOf('(');
      String name = (bracket < 0 ? part : part.substring(0, bracket)).strip();
      String inside =
          bracket < 0 || !part.endsWith(")")
              ? ""
              : part.substring(bracket + 1, part.length() - 1).strip();
      Optional<String> affiliation =
          inside.startsWith("(") || MARKS.matcher(inside).matches()
              ? Optional.empty()
              : Optional.of(name(inside));
      if (PersonName.isSuffix(name) && !names.isEmpty()) {
        Written last = names.removeLast();
        names.add(new Written(last.name + ", " + name, last.affiliation.or(() -> affiliation)));
      } else if (!name.isEmpty()) {
        names.add(new Written(name(name), affiliation));
      }
    }
    return names;
  }

  /// What stands between commas, semicolons and "and", outside of brackets and braces.
  private static List<String> parts(String text) {
    var parts = new ArrayList<String>();
    int depth = 0;
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '(' || c == '{') {
        depth++;
      } else if (c == ')' || c == '}') {
        depth = Math.max(0, depth - 1);
      } else if (depth == 0 && (c == ',' || c == ';')) {
        add(parts, text.substring(from, i));
        from = i + 1;
      }
    }
    add(parts, text.substring(from));
    return parts;
  }

  private static void add(List<String> parts, String part) {
    int bracket = part.indexOf('(');
    String names = bracket < 0 ? part : part.substring(0, bracket);
    String[] each = AND.split(names.strip().isEmpty() ? "" : " " + names.strip());
    for (int i = 0; i < each.length; i++) {
      String tail = i == each.length - 1 && bracket >= 0 ? part.substring(bracket) : "";
      if (!each[i].isBlank()) {
        parts.add((each[i].strip() + " " + tail).strip());
      }
    }
  }
}
