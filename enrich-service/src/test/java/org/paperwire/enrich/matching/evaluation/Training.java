package org.paperwire.enrich.matching.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.paperwire.enrich.matching.BoostedTrees;
import org.paperwire.enrich.matching.Evidence;
import org.paperwire.enrich.matching.Features;
import org.paperwire.enrich.matching.Profile;

/// Trains the scorer on the developers' labelled pairs.
final class Training {

  static final Boosting.Settings SETTINGS = new Boosting.Settings(150, 3, 0.1, 4, 2, 1);

  /// Of ten pairs that are compared about one and a half are one paper; in the sample half are.
  private static final double NEGATIVE_WEIGHT = 4.37;

  private static final int FOLDS = 5;
  private static final int DIRTY_COPIES = 2;

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

  static int fold(Corpus.Pair pair) {
    return Math.floorMod(pair.left().title().hashCode(), FOLDS);
  }

  /// Moves values into the title as the dirty set has them: each of authors, venue and year with
  /// even odds.
  static Listing dirty(Listing listing, Random random) {
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

  private static BoostedTrees train(
      Examples examples, int withoutFold, Boosting.Settings settings) {
    var values = new ArrayList<double[]>();
    var labels = new ArrayList<Boolean>();
    for (int i = 0; i < examples.values.size(); i++) {
      if (examples.folds.get(i) != withoutFold) {
        values.add(examples.values.get(i));
        labels.add(examples.labels.get(i));
      }
    }
    boolean[] truth = new boolean[labels.size()];
    double[] weights = new double[labels.size()];
    for (int i = 0; i < truth.length; i++) {
      truth[i] = labels.get(i);
      weights[i] = truth[i] ? 1 : NEGATIVE_WEIGHT;
    }
    return Boosting.train(
        settings, Evidence.directions(), values.toArray(double[][]::new), truth, weights);
  }

  static void conditions() {
    var counts = new TreeMap<String, int[]>();
    for (String set : List.of("structured_train_balanced", "structured_valid")) {
      for (Corpus.Pair pair : Corpus.dblpScholar(set)) {
        var e =
            Evidence.of(Profile.of(pair.left().features()), Profile.of(pair.right().features()));
        double[] v = e.values();
        if (v[0] < 0.8) {
          continue;
        }
        int kind = (int) v[16];
        String key =
            set.substring(0, 12)
                + " venue "
                + (v[10] < 0 ? "-" : v[10] < 0.5 ? "diff" : "same")
                + " kind "
                + kind
                + " years "
                + (v[9] < 0 ? "-" : v[9] == 0 ? "0" : v[9] == 1 ? "1" : "2+")
                + (v[6] > 0.4 ? " authors" : " no authors");
        counts.computeIfAbsent(key, _ -> new int[2])[pair.same() ? 1 : 0]++;
      }
    }
    counts.forEach((k, n) -> System.out.println(k + ": same " + n[1] + " not " + n[0]));
  }

  static void texts() {
    var shares = new TreeMap<String, List<Double>>();
    for (JsonNode line : Corpus.lines("dedupe_cross_source/hf_arxiv_differing.jsonl.gz")) {
      shares
          .computeIfAbsent("hf-arxiv", _ -> new ArrayList<>())
          .add(
              likeness(
                  line.path("huggingface").path("summary").asText(),
                  line.path("arxiv").path("summary").asText()));
    }
    String before = "";
    for (JsonNode line : Corpus.lines("dedupe_cross_source/arxiv_venue_same_title.jsonl.gz")) {
      shares
          .computeIfAbsent("arxiv-venue", _ -> new ArrayList<>())
          .add(
              likeness(
                  line.path("arxiv").path("summary").asText(),
                  line.path("venue").path("abstract").asText()));
      shares
          .computeIfAbsent("strangers", _ -> new ArrayList<>())
          .add(likeness(before, line.path("venue").path("abstract").asText()));
      before = line.path("arxiv").path("summary").asText();
    }
    for (JsonNode group : Corpus.lines("dedupe_cross_source/same_title_groups.jsonl.gz")) {
      JsonNode r = group.path("records");
      for (int i = 1; i < r.size(); i++) {
        String x = r.get(0).path("abstract").asText() + r.get(0).path("summary").asText();
        String y = r.get(i).path("abstract").asText() + r.get(i).path("summary").asText();
        shares
            .computeIfAbsent(
                "same title "
                    + (group.path("min_author_overlap").asDouble() > 0.4 ? "authors" : "strangers"),
                _ -> new ArrayList<>())
            .add(likeness(x, y));
      }
    }
    shares.forEach(
        (k, v) -> {
          v.sort(null);
          System.out.print(k + ":");
          for (int i = 0; i <= 20; i++) {
            System.out.printf(
                Locale.ROOT, " %.2f", v.get(Math.min(v.size() - 1, i * v.size() / 20)));
          }
          System.out.println();
        });
  }

  private static double likeness(String a, String b) {
    Features one = Listing.of("a-list", "1", "t").saying(a).features();
    Features other = Listing.of("a-list", "2", "t").saying(b).features();
    return one.text().likeness(other.text());
  }

  public static void main(String[] args) throws IOException {
    if (args[0].equals("conditions")) {
      conditions();
      return;
    }
    if (args[0].equals("texts")) {
      texts();
      return;
    }
    if (args[0].equals("errors")) {
      errors();
      return;
    }
    List<Corpus.Pair> pairs = Corpus.dblpScholar("structured_train_balanced");
    var random = new Random(4);
    var clean = new Examples();
    var all = new Examples();
    var dirtyOnly = new Examples();
    for (Corpus.Pair pair : pairs) {
      int fold = fold(pair);
      clean.add(pair.left(), pair.right(), pair.same(), fold);
      all.add(pair.left(), pair.right(), pair.same(), fold);
      all.add(bare(pair.left(), random), bare(pair.right(), random), pair.same(), fold);
      for (int i = 0; i < DIRTY_COPIES; i++) {
        Listing left = dirty(pair.left(), random);
        Listing right = dirty(pair.right(), random);
        all.add(left, right, pair.same(), fold);
        dirtyOnly.add(left, right, pair.same(), fold);
      }
    }
    var valid = new Examples();
    for (Corpus.Pair pair : Corpus.dblpScholar("structured_valid")) {
      valid.add(pair.left(), pair.right(), pair.same(), 0);
    }
    var dirtyValid = new Examples();
    for (Corpus.Pair pair : Corpus.dblpScholar("dirty_valid")) {
      dirtyValid.add(pair.left(), pair.right(), pair.same(), 0);
    }
    var candidates = new TreeMap<String, Boosting.Settings>();
    if (args.length > 1) {
      candidates.put("depth 2", new Boosting.Settings(300, 2, 0.1, 4, 2, 0.6));
      candidates.put("depth 3", new Boosting.Settings(200, 3, 0.1, 4, 2, 0.6));
      candidates.put("depth 3 slow", new Boosting.Settings(300, 3, 0.06, 6, 3, 0.5));
      candidates.put("depth 4", new Boosting.Settings(200, 4, 0.06, 6, 3, 0.5));
    }
    candidates.put("chosen", SETTINGS);
    for (var candidate : candidates.entrySet()) {
      var crossValidated = new Tally();
      var crossValidatedDirty = new Tally();
      for (int fold = 0; fold < FOLDS; fold++) {
        BoostedTrees trees = train(all, fold, candidate.getValue());
        crossValidated.add(trees, clean, fold);
        crossValidatedDirty.add(trees, dirtyOnly, fold);
      }
      BoostedTrees trees = train(all, -1, candidate.getValue());
      var onValid = new Tally();
      onValid.add(trees, valid, 0);
      var onDirty = new Tally();
      onDirty.add(trees, dirtyValid, 0);
      System.out.println(candidate.getKey() + " " + candidate.getValue());
      System.out.println("  cross-validated (weighted) " + crossValidated);
      System.out.println("  cross-validated dirty      " + crossValidatedDirty);
      System.out.println("  valid " + onValid);
      System.out.println("  dirty " + onDirty);
      if (candidate.getKey().equals("chosen")) {
        Files.writeString(Path.of(args[0]), trees.text());
      }
    }
  }

  static void errors() {
    List<Corpus.Pair> pairs = Corpus.dblpScholar("structured_train_balanced");
    var random = new Random(4);
    var all = new Examples();
    for (Corpus.Pair pair : pairs) {
      all.add(pair.left(), pair.right(), pair.same(), fold(pair));
      all.add(bare(pair.left(), random), bare(pair.right(), random), pair.same(), fold(pair));
      all.add(dirty(pair.left(), random), dirty(pair.right(), random), pair.same(), fold(pair));
    }
    for (int fold = 0; fold < FOLDS; fold++) {
      BoostedTrees trees = train(all, fold, SETTINGS);
      for (int i = 0; i < pairs.size(); i++) {
        Corpus.Pair pair = pairs.get(i);
        double[] values = all.values.get(3 * i);
        double logit = trees.logit(values);
        if (fold(pair) == fold && logit > 0 != pair.same()) {
          var named = new StringBuilder();
          for (int f = 0; f < values.length; f++) {
            named
                .append(Evidence.name(f))
                .append('=')
                .append(String.format(Locale.ROOT, "%.2f ", values[f]));
          }
          System.out.printf(
              Locale.ROOT,
              "%s %.2f%n  %s | %s | %s | %s%n  %s | %s | %s | %s%n  %s%n",
              pair.same() ? "FN" : "FP",
              logit,
              pair.left().title(),
              pair.left().authors(),
              pair.left().venue(),
              pair.left().year(),
              pair.right().title(),
              pair.right().authors(),
              pair.right().venue(),
              pair.right().year(),
              named);
        }
      }
    }
  }

  /// Right and wrong at several thresholds.
  private static final class Tally {
    private static final double[] AT = {0, 0.4, 0.8, 1.2, 1.6, 2};

    private final double[] tp = new double[AT.length];
    private final double[] fp = new double[AT.length];
    private final double[] fn = new double[AT.length];

    void add(BoostedTrees trees, Examples examples, int fold) {
      boolean weighted = examples.folds.stream().distinct().count() > 1;
      for (int i = 0; i < examples.values.size(); i++) {
        if (examples.folds.get(i) != fold) {
          continue;
        }
        double logit = trees.logit(examples.values.get(i));
        boolean label = examples.labels.get(i);
        for (int t = 0; t < AT.length; t++) {
          boolean link = logit > AT[t];
          if (link && label) {
            tp[t]++;
          } else if (link) {
            fp[t] += weighted ? NEGATIVE_WEIGHT : 1;
          } else if (label) {
            fn[t]++;
          }
        }
      }
    }

    @Override
    public String toString() {
      var text = new StringBuilder();
      for (int t = 0; t < AT.length; t++) {
        text.append(
            String.format(
                Locale.ROOT,
                "%.1f: %.4f %.4f F1 %.4f | ",
                AT[t],
                tp[t] / (tp[t] + fp[t]),
                tp[t] / (tp[t] + fn[t]),
                2 * tp[t] / (2 * tp[t] + fp[t] + fn[t])));
      }
      return text.toString();
    }
  }
}
