package org.paperwire.enrich.tagging;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/// A topic's name as a tag: lower case words with hyphens, fit for an address.
final class Slug {

  private static final Pattern SHAPE = Pattern.compile("[\\p{L}\\p{N}]+(-[\\p{L}\\p{N}]+)*");
  private static final Pattern MARKS = Pattern.compile("\\p{M}+|['’]");
  private static final Pattern NOT_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final Pattern EDGES = Pattern.compile("^-|-$");

  private Slug() {}

  /// "Naïve Bayes" is `naive-bayes`, "C++" is `c-plus-plus`, "C#" is `c-sharp`; empty when there is
  /// no letter or digit.
  static String of(String name) {
    String plain = MARKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFKD)).replaceAll("");
    String spelled = plain.replace("++", " plus plus ").replace("#", " sharp ");
    String words = NOT_WORD.matcher(spelled.toLowerCase(Locale.ROOT)).replaceAll("-");
    return EDGES.matcher(words).replaceAll("");
  }

  static boolean isOne(String tag) {
    return SHAPE.matcher(tag).matches() && tag.equals(tag.toLowerCase(Locale.ROOT));
  }
}
