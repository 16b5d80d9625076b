package org.paperwire.enrich.matching;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// How much a word in a title tells: next to nothing when every tenth title has it ("learning"),
/// all when hardly any has. A fixed table, so that what is compared does not depend on what has
/// arrived.
final class CommonWords {

  /// The binary logarithm from which on a word is as rare as any.
  private static final int RARE = 14;

  private static final Map<String, Integer> CLASSES = load();

  private CommonWords() {}

  /// About how many bits a word tells: minus the binary logarithm of the share of titles that have
  /// it.
  static int bits(String word) {
    return CLASSES.getOrDefault(word, RARE);
  }

  /// From 0 to 1.
  static double weight(String word) {
    return Math.min(RARE, CLASSES.getOrDefault(word, RARE)) / (double) RARE;
  }

  static boolean isCommon(String word) {
    return CLASSES.containsKey(word);
  }

  private static Map<String, Integer> load() {
    try (InputStream file = CommonWords.class.getResourceAsStream("common-words.txt")) {
      String text =
          new String(
              Objects.requireNonNull(file, "common-words.txt is part of this jar").readAllBytes(),
              StandardCharsets.UTF_8);
      var classes = new HashMap<String, Integer>();
      text.lines()
          .filter(line -> !line.startsWith("#"))
          .forEach(
              line -> {
                String[] words = line.split(" ");
                for (int i = 1; i < words.length; i++) {
                  classes.put(words[i], Integer.parseInt(words[0]));
                }
              });
      return Map.copyOf(classes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
