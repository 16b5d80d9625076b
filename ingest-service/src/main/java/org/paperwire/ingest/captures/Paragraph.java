package org.paperwire.ingest.captures;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Lines that belong together: one line, or several into which a text was wrapped.
///
/// @param opensBlock whether a blank line, or nothing, stands above it
/// @param from index of its first line
/// @param to index after its last line
record Paragraph(String text, boolean opensBlock, int from, int to) {

  /// The paragraphs between two bylines.
  static List<Paragraph> of(List<Line> lines, int from, int to) {
    var paragraphs = new ArrayList<Paragraph>();
    int at = from;
    while (at < to) {
      if (lines.get(at).isBlank()) {
        at++;
        continue;
      }
      int end = at;
      while (end < to && !lines.get(end).isBlank()) {
        end++;
      }
      addBlock(paragraphs, lines, at, end);
      at = end;
    }
    return paragraphs;
  }

  private static void addBlock(List<Paragraph> paragraphs, List<Line> lines, int from, int to) {
    if (isWrapped(lines.subList(from, to))) {
      String text =
          lines.subList(from, to).stream().map(Line::text).collect(Collectors.joining(" "));
      paragraphs.add(new Paragraph(text, true, from, to));
      return;
    }
    for (int i = from; i < to; i++) {
      paragraphs.add(new Paragraph(lines.get(i).text(), i == from, i, i + 1));
    }
  }

  /// Lines are a wrapped text when on none of them there was room for the word that begins the next
  /// one. A title above its abstract leaves room.
  private static boolean isWrapped(List<Line> block) {
    int width = block.stream().mapToInt(line -> line.text().length()).max().orElse(0);
    for (int i = 0; i + 1 < block.size(); i++) {
      String next = block.get(i + 1).text();
      int blank = next.indexOf(' ');
      int word = blank < 0 ? next.length() : blank;
      if (block.get(i).text().length() + 1 + word <= width) {
        return false;
      }
    }
    return true;
  }
}
