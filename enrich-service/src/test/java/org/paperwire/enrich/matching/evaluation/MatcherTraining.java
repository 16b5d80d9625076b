package org.paperwire.enrich.matching.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.paperwire.bibliography.Wording;
import org.paperwire.enrich.matching.BoostedTrees;
import org.paperwire.enrich.matching.Evidence;
import org.paperwire.enrich.matching.Profile;

/// Makes the two tables that the matcher is shipped with, from data read in place, the same each
/// time. Not a part of the build:
///
/// ```
/// mvn -pl enrich-service test -Dtest=MatcherTraining
/// ```
///
/// The trees are trained with the words as they were when the command began: when it changes
/// `common-words.txt`, run it again.
class MatcherTraining {

  private static final Path TABLES = Path.of("src/main/resources/org/paperwire/enrich/matching");

  private static final Boosting.Settings SETTINGS = new Boosting.Settings(200, 4, 0.07, 4, 2, 0.4);

  /// In the sample half of the pairs are one paper; of those that blocks bring together, as in the
  /// other split, 18.6 of 100.
  private static final double WEIGHT_OF_OTHERS = 4.37;

  private static final int FOLDS = 5;
  private static final int DIRTY_COPIES = 2;

  /// A word in fewer titles than this is rare, and would say whose titles these were.
  private static final int TITLES_MIN = 25;

  @BeforeAll
  static void data() {
    Assumptions.assumeTrue(Corpus.isThere());
  }

  @Test
  void commonWords() throws IOException {
    Map<String, Integer> titlesWith = new HashMap<>();
    int titles = 0;
    var files = new ArrayList<>(Corpus.files("arxiv_daily", "papers_first_seen"));
    files.addAll(Corpus.files("arxiv_physics", ""));
    for (String file : files) {
      for (JsonNode paper : Corpus.lines(file)) {
        titles++;
        new HashSet<>(Wording.wordsOf(paper.path("title").asText()))
            .forEach(word -> titlesWith.merge(word, 1, Integer::sum));
      }
    }
    var byBits = new TreeMap<Long, TreeSet<String>>();
    for (Map.Entry<String, Integer> word : titlesWith.entrySet()) {
      boolean isWord = word.getKey().chars().allMatch(c -> c >= 'a' && c <= 'z');
      if (isWord && word.getValue() >= TITLES_MIN) {
        long bits = Math.round(Math.log(titles / (double) word.getValue()) / Math.log(2));
        byBits.computeIfAbsent(bits, _ -> new TreeSet<>()).add(word.getKey());
      }
    }
    var table =
        new StringBuilder(
            """
            # Words common in titles of papers on arXiv. A line: minus the binary logarithm of the
            # share of titles that have the word, then the words. Made by MatcherTraining.
            """);
    byBits.forEach(
        (bits, words) ->
            table.append(bits).append(' ').append(String.join(" ", words)).append('\n'));
    Files.writeString(TABLES.resolve("common-words.txt"), table);
    assertThat(byBits).isNotEmpty();
  }

  @Test
  void trees() throws IOException {
    List<Corpus.Pair> pairs = Corpus.dblpScholar("structured_train_balanced");
    var random = new Random(4);
    var clean = new Examples();
    var dirty = new Examples();
    var all = new Examples();
    for (Corpus.Pair pair : pairs) {
      int fold = Math.floorMod(pair.left().title().hashCode(), FOLDS);
      clean.add(pair.left(), pair.right(), pair.same(), fold);
      all.add(pair.left(), pair.right(), pair.same(), fold);
      all.add(bare(pair.left(), random), bare(pair.right(), random), pair.same(), fold);
      for (int i = 0; i < DIRTY_COPIES; i++) {
        Listing left = dirty(pair.left(), random);
        Listing right = dirty(pair.right(), random);
        all.add(left, right, pair.same(), fold);
        dirty.add(left, right, pair.same(), fold);
      }
    }
    var onClean = new Tally();
    var onDirty = new Tally();
    for (int fold = 0; fold < FOLDS; fold++) {
      BoostedTrees trees = train(all, fold);
      onClean.add(trees, clean, fold);
      onDirty.add(trees, dirty, fold);
    }
    System.out.printf("cross-validated %s%ncross-validated, values moved %s%n", onClean, onDirty);
    Files.writeString(
        TABLES.resolve("matcher.txt"),
        "# Trees over the features of Evidence, in its order. Made by MatcherTraining.\n"
            + train(all, FOLDS).text());
    assertThat(onClean.f1(0.8)).isGreaterThan(0.94);
  }

  /// Moves values into the title, each of authors, venue and year with even odds.
  private static Listing dirty(Listing listing, Random random) {
    var title = new StringBuilder(listing.title());
    Listing dirty = listing;
    if (random.nextBoolean() && !listing.authors().isEmpty()) {
      title.append(' ').append(String.join(" , ", listing.authors()));
      dirty = dirty.by(List.of());
    }
    if (random.nextBoolean() && !listing.venue().isEmpty()) {
      title.append(' ').append(listing.venue());
      dirty = dirty.at("");
    }
    if (random.nextBoolean() && listing.year().isPresent()) {
      title.append(' ').append(listing.year().get()).append(random.nextBoolean() ? ".0" : "");
      dirty = dirty.in(Optional.empty());
    }
    return dirty.titled(title.toString());
  }

  /// Leaves values out.
  private static Listing bare(Listing listing, Random random) {
    Listing bare = listing;
    if (random.nextInt(4) == 0) {
      bare = bare.by(List.of());
    }
    if (random.nextInt(3) == 0) {
      bare = bare.at("");
    }
    if (random.nextInt(3) == 0) {
      bare = bare.in(Optional.empty());
    }
    return bare;
  }

  private static BoostedTrees train(Examples examples, int withoutFold) {
    int[] kept =
        IntStream.range(0, examples.values.size())
            .filter(i -> examples.folds.get(i) != withoutFold)
            .toArray();
    double[][] values = new double[kept.length][];
    boolean[] labels = new boolean[kept.length];
    double[] weights = new double[kept.length];
    for (int i = 0; i < kept.length; i++) {
      values[i] = examples.values.get(kept[i]);
      labels[i] = examples.labels.get(kept[i]);
      weights[i] = labels[i] ? 1 : WEIGHT_OF_OTHERS;
    }
    return Boosting.train(SETTINGS, Evidence.directions(), values, labels, weights);
  }

  /// @param folds which part of a cross-validation an example is in; both copies of a record are in
  ///   one
  private record Examples(List<double[]> values, List<Boolean> labels, List<Integer> folds) {
    Examples() {
      this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    void add(Listing left, Listing right, boolean label, int fold) {
      values.add(Evidence.of(Profile.of(left.features()), Profile.of(right.features())).values());
      labels.add(label);
      folds.add(fold);
    }
  }

  /// Right and wrong at several thresholds, as if as many were one paper as in the other split.
  private static final class Tally {
    private static final double[] AT = {0, 0.4, 0.8, 1.2, 1.6, 2};

    private final double[] found = new double[AT.length];
    private final double[] wrong = new double[AT.length];
    private final double[] missed = new double[AT.length];

    void add(BoostedTrees trees, Examples examples, int fold) {
      for (int i = 0; i < examples.values.size(); i++) {
        if (examples.folds.get(i) == fold) {
          add(trees.logit(examples.values.get(i)), examples.labels.get(i));
        }
      }
    }

    private void add(double logit, boolean label) {
      for (int t = 0; t < AT.length; t++) {
        boolean link = logit > AT[t];
        found[t] += link && label ? 1 : 0;
        wrong[t] += link && !label ? WEIGHT_OF_OTHERS : 0;
        missed[t] += !link && label ? 1 : 0;
      }
    }

    double f1(double at) {
      int t = Arrays.binarySearch(AT, at);
      return 2 * found[t] / (2 * found[t] + wrong[t] + missed[t]);
    }

    @Override
    public String toString() {
      var text = new StringBuilder();
      for (int t = 0; t < AT.length; t++) {
        text.append(
            String.format(
                Locale.ROOT,
                "| logit %.1f: P %.4f R %.4f F1 %.4f ",
                AT[t],
                found[t] / (found[t] + wrong[t]),
                found[t] / (found[t] + missed[t]),
                f1(AT[t])));
      }
      return text.toString();
    }
  }
}
