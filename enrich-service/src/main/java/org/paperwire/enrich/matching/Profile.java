package org.paperwire.enrich.matching;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Features taken apart for comparing. Whoever compares one record with many makes its profile
/// once.
public final class Profile {

  /// Words that are in any title.
  static final Set<String> FUNCTION_WORDS =
      Set.of(
          "a", "an", "the", "of", "for", "in", "on", "and", "to", "with", "from", "by", "at", "as",
          "is", "are", "via", "using", "s");

  private final Features features;
  final String squashedTitle;
  final String squashedWhole;
  final Trigrams titleTrigrams;
  final Trigrams wholeTrigrams;
  final List<String> titleWords;
  final Venue venue;
  final List<String> surnames;
  final List<String> initials;
  final List<Numeral> numerals;
  final boolean generic;

  private Profile(Features features) {
    this.features = features;
    squashedTitle = squashed(features.title());
    var whole = new StringBuilder(squashedTitle).append(squashed(features.rest()));
    if (features.rest().isEmpty()) {
      for (String author : features.authors()) {
        whole.append(squashed(reversed(author)));
      }
      whole.append(squashed(features.venue()));
      features.year().ifPresent(whole::append);
    }
    squashedWhole = whole.toString();
    titleTrigrams = Trigrams.of(squashedTitle);
    wholeTrigrams = Trigrams.of(squashedWhole);
    titleWords = contentWords(features.title());
    venue = Venue.of(features.venue());
    surnames = new ArrayList<>(features.authors().size());
    initials = new ArrayList<>(features.authors().size());
    for (String author : features.authors()) {
      int blank = author.indexOf(' ');
      surnames.add(blank < 0 ? author : author.substring(0, blank));
      initials.add(blank < 0 ? "" : author.substring(blank + 1));
    }
    numerals = Numeral.in(features.title());
    generic = GenericTitle.is(features.title());
  }

  public static Profile of(Features features) {
    return new Profile(features);
  }

  public Features features() {
    return features;
  }

  /// How much of either title is found anywhere in the other record: the lesser of the two shares.
  double titleLikeness(Profile other) {
    return Math.min(titleTrigrams.in(other.wholeTrigrams), other.titleTrigrams.in(wholeTrigrams));
  }

  private static List<String> contentWords(String words) {
    var content = new ArrayList<String>();
    int from = 0;
    while (from < words.length()) {
      int end = words.indexOf(' ', from);
      end = end < 0 ? words.length() : end;
      String word = words.substring(from, end);
      if (!word.isEmpty() && !FUNCTION_WORDS.contains(word)) {
        content.add(word);
      }
      from = end + 1;
    }
    return content;
  }

  private static String reversed(String author) {
    int blank = author.indexOf(' ');
    return blank < 0 ? author : author.substring(blank + 1) + author.substring(0, blank);
  }

  private static String squashed(String words) {
    if (words.indexOf(' ') < 0) {
      return words;
    }
    var squashed = new StringBuilder(words.length());
    for (int i = 0; i < words.length(); i++) {
      if (words.charAt(i) != ' ') {
        squashed.append(words.charAt(i));
      }
    }
    return squashed.toString();
  }
}
