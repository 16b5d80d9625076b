package org.paperwire.cli;

import java.nio.charset.StandardCharsets;
import java.util.Random;
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
  private static final int TITLE_WORDS = 6;
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
    Random random = random(number);
    return """
    {"title":"%s of %s","abstract":"%s.","authors":["%s Quill","Bo %s"],\
    "publishedAt":"2026-11-20","source":"%s","sourceId":"%s"}"""
        .formatted(
            words(random, TITLE_WORDS, 1),
            word(number),
            words(random, ABSTRACT_WORDS, 0.3),
            invented(random),
            invented(random),
            SOURCE,
            word(number));
  }

  /// Words that a paper has to itself.
  String heading(int number) {
    return words(random(number), TITLE_WORDS, 1);
  }

  private Random random(int number) {
    return new Random((long) run.hashCode() << Integer.SIZE | number);
  }

  /// Words in a row, a share of them invented. Two papers have next to none of these in common, so
  /// that nobody takes them for one.
  private static String words(Random random, int count, double invented) {
    return IntStream.range(0, count)
        .mapToObj(
            _ ->
                random.nextDouble() < invented
                    ? invented(random)
                    : WORDS[random.nextInt(WORDS.length)])
        .collect(Collectors.joining(" "));
  }

  /// A word of three syllables, one of a million.
  private static String invented(Random random) {
    return IntStream.range(0, 3)
        .mapToObj(_ -> "bdfghklmnprstvwz".charAt(random.nextInt(16)) + vowels(random))
        .collect(Collectors.joining());
  }

  private static String vowels(Random random) {
    return new String[] {"a", "e", "i", "o", "u", "ei"}[random.nextInt(6)];
  }
}
