package org.paperwire.cli;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Invented papers to measure with, each of about a kilobyte. Every one has a word of its own,
/// which is its id at its source, stands in its title, and is found by nothing else.
///
/// @param run letters and digits, the same in all papers of a run and in no others
record BenchPapers(String run) {

  static final String SOURCE = "bench";

  private static final String[] WORDS =
      ("we ask whether sparse attention over long documents keeps what a dense model knows and find"
              + " that graphs of citations help when labels are few while larger batches do not the"
              + " method is a sketch of gradients merged across workers with bounded error and no"
              + " tuning")
          .split(" ");
  private static final int ABSTRACT_WORDS = 120;

  /// Papers that no run before had.
  static BenchPapers unheardOf() {
    return new BenchPapers(
        "bench" + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX));
  }

  String word(int number) {
    return run + "n" + number;
  }

  /// The name that the paper has at its source.
  String name(int number) {
    return SOURCE + ":" + word(number);
  }

  /// Papers as lines of JSON.
  byte[] lines(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(this::line)
        .collect(Collectors.joining("\n", "", "\n"))
        .getBytes(StandardCharsets.UTF_8);
  }

  private String line(int number) {
    return """
    {"title":"Sparse sketches of %s","abstract":"%s.","authors":["Ada Quill","Bo Example",\
    "Cleo Invented"],"publishedAt":"2026-11-20","source":"%s","sourceId":"%s"}"""
        .formatted(word(number), prose(number), SOURCE, word(number));
  }

  private static String prose(int number) {
    return IntStream.range(0, ABSTRACT_WORDS)
        .mapToObj(i -> WORDS[Math.floorMod(number * 7 + i * (1 + number % 5), WORDS.length)])
        .collect(Collectors.joining(" "));
  }
}
