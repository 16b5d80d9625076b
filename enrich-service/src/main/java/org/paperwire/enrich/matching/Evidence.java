package org.paperwire.enrich.matching;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// What comparing two profiles found, as numbers: the same whichever comes first.
public final class Evidence {

  /// What is looked at. A value below 0 says that one side or both are silent.
  enum Feature {
    /// Trigrams of the titles in common (Dice).
    TITLE(1),
    /// The share of the shorter title's trigrams that the longer one has.
    TITLE_CONTAINED(1),
    /// How much of either title is found anywhere in the other record: the lesser of the two
    /// shares.
    TITLE_ANYWHERE(1),
    /// Trigrams of everything in common.
    WHOLE(1),
    /// The weight of the words of one title that the other lacks: the larger of the two.
    WORDS_MISSING(-1),
    /// The same, the smaller of the two.
    WORDS_MISSING_LEAST(-1),
    /// Authors in common, as a share of the shorter list.
    AUTHORS(0),
    /// Authors in common, as a share of the longer list.
    AUTHORS_OF_LONGER(0),
    /// Whether the first authors are one person.
    FIRST_AUTHOR(0),
    /// Years between.
    YEARS_APART(0),
    /// Likeness of venues.
    VENUE(0),
    /// How long the shorter title is, in words.
    SHORTER_TITLE(0),
    /// How far the titles agree from their beginning, as a share of the shorter.
    BEGINNING(1),
    /// How many of the two first words of substance the other title has too.
    FIRST_WORDS(1),
    /// How many authors are in common.
    AUTHORS_IN_COMMON(0),
    /// How many names there are in the longer list of authors.
    LONGER_LIST(0),
    /// Whether one venue is a journal and the other is not.
    VENUE_KIND(0),
    /// Whether a title names no paper of its own.
    GENERIC(0),
    /// Where one title stands in the other as it is: 3 when they are one, 2 at its end, 1 at its
    /// beginning, 0 elsewhere or nowhere.
    PLACE(0);

    /// 1 where more speaks for one paper, -1 where less does, 0 where it depends.
    final int direction;

    private final String label;

    Feature(int direction) {
      this.direction = direction;
      label = name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /// What it is called when it is told.
    String label() {
      return label;
    }
  }

  private static final Feature[] FEATURES = Feature.values();

  static final int SILENT = -1;

  private final double[] values = new double[FEATURES.length];

  public static Evidence of(Profile a, Profile b) {
    var evidence = new Evidence();
    evidence.compareTitles(a, b);
    evidence.compareAuthors(a, b);
    evidence.compareRest(a, b);
    return evidence;
  }

  /// The values in the order of [Feature].
  public double[] values() {
    return values.clone();
  }

  /// Of each feature, whether more speaks for one paper (1), against it (-1), or it depends (0).
  public static int[] directions() {
    return Arrays.stream(FEATURES).mapToInt(feature -> feature.direction).toArray();
  }

  double of(Feature feature) {
    return values[feature.ordinal()];
  }

  /// A value as it is told.
  String told(Feature feature) {
    double value = of(feature);
    return value < 0 ? "not said" : Double.toString(Math.round(value * 100) / 100.0);
  }

  private void set(Feature feature, double value) {
    values[feature.ordinal()] = value;
  }

  private void compareTitles(Profile a, Profile b) {
    Trigrams one = a.titleTrigrams;
    Trigrams other = b.titleTrigrams;
    int common = one.common(other);
    set(Feature.TITLE, 2.0 * common / Math.max(1, one.size() + other.size()));
    set(Feature.TITLE_CONTAINED, common / (double) Math.max(1, Math.min(one.size(), other.size())));
    set(Feature.TITLE_ANYWHERE, a.titleLikeness(b));
    set(Feature.WHOLE, a.wholeTrigrams.likeness(b.wholeTrigrams));
    double missingInB = missing(a.titleWords, b);
    double missingInA = missing(b.titleWords, a);
    set(Feature.WORDS_MISSING, Math.max(missingInA, missingInB));
    set(Feature.WORDS_MISSING_LEAST, Math.min(missingInA, missingInB));
    set(Feature.SHORTER_TITLE, Math.min(a.titleWords.size(), b.titleWords.size()));
    set(Feature.BEGINNING, beginning(a.squashedTitle, b.squashedTitle));
    set(Feature.FIRST_WORDS, firstWord(a, b) + firstWord(b, a));
    set(Feature.PLACE, place(a.squashedTitle, b.squashedTitle));
    set(Feature.GENERIC, a.generic || b.generic ? 1 : 0);
  }

  private static int place(String a, String b) {
    String shorter = a.length() <= b.length() ? a : b;
    String longer = a.length() <= b.length() ? b : a;
    if (shorter.length() == longer.length()) {
      return a.equals(b) ? 3 : 0;
    }
    return longer.endsWith(shorter) ? 2 : longer.startsWith(shorter) ? 1 : 0;
  }

  private static double firstWord(Profile of, Profile in) {
    return of.titleWords.isEmpty() ? 0 : 1 - missing(of.titleWords.subList(0, 1), in);
  }

  private static double beginning(String a, String b) {
    int shorter = Math.min(a.length(), b.length());
    int i = 0;
    while (i < shorter && a.charAt(i) == b.charAt(i)) {
      i++;
    }
    return shorter == 0 ? 0 : i / (double) shorter;
  }

  /// One or two letters are mostly an initial or a scrap of a word.
  private static double weight(String word) {
    return word.length() <= 2 ? 0.2 : CommonWords.weight(word);
  }

  /// How many words are nowhere in the other record.
  private static double missing(List<String> words, Profile in) {
    double missing = 0;
    for (String word : words) {
      if (in.titleWords.contains(word) || word.length() > 2 && in.squashedWhole.contains(word)) {
        continue;
      }
      double best = 0;
      for (String candidate : in.titleWords) {
        best = Math.max(best, Words.likeness(word, candidate));
      }
      missing += (1 - best) * weight(word);
    }
    return missing;
  }

  private void compareAuthors(Profile a, Profile b) {
    set(Feature.LONGER_LIST, Math.max(a.surnames.size(), b.surnames.size()));
    if (a.surnames.isEmpty() && b.surnames.isEmpty()) {
      set(Feature.AUTHORS, SILENT);
      set(Feature.AUTHORS_OF_LONGER, SILENT);
      set(Feature.FIRST_AUTHOR, SILENT);
      return;
    }
    if (a.surnames.isEmpty() || b.surnames.isEmpty()) {
      Profile named = a.surnames.isEmpty() ? b : a;
      Profile glued = a.surnames.isEmpty() ? a : b;
      double found = found(named.surnames, glued.squashedWhole) / named.surnames.size();
      set(Feature.AUTHORS_IN_COMMON, found * named.surnames.size());
      set(Feature.AUTHORS, found > 0 ? found : SILENT);
      set(Feature.AUTHORS_OF_LONGER, found > 0 ? found : SILENT);
      set(Feature.FIRST_AUTHOR, SILENT);
      return;
    }
    Profile fewer = a.surnames.size() <= b.surnames.size() ? a : b;
    Profile more = fewer == a ? b : a;
    double inCommon = People.inCommon(fewer, more);
    set(Feature.AUTHORS_IN_COMMON, inCommon);
    set(Feature.AUTHORS, inCommon / fewer.surnames.size());
    set(Feature.AUTHORS_OF_LONGER, inCommon / more.surnames.size());
    set(Feature.FIRST_AUTHOR, People.likeness(a, 0, b, 0));
  }

  private static double found(List<String> surnames, String text) {
    int found = 0;
    for (String surname : surnames) {
      if (surname.length() > 2 && text.contains(surname)) {
        found++;
      }
    }
    return found;
  }

  private void compareRest(Profile a, Profile b) {
    set(
        Feature.YEARS_APART,
        a.features().year().isPresent() && b.features().year().isPresent()
            ? Math.min(20, Math.abs(a.features().year().get() - b.features().year().get()))
            : SILENT);
    set(Feature.VENUE, a.venue.isEmpty() || b.venue.isEmpty() ? SILENT : a.venue.likeness(b.venue));
    set(Feature.VENUE_KIND, a.venue.kind() * b.venue.kind());
  }
}
