package org.paperwire.enrich.matching.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.paperwire.enrich.matching.BoostedTrees;
import org.paperwire.enrich.matching.BoostedTrees.Node;

/// Gradient boosting of logistic loss with trees of a few leaves, Newton steps, and directions:
/// where a feature has one, no split is made that would turn it round (as in XGBoost and LightGBM:
/// the values of both sides of a split bound what may grow below them).
///
/// Deterministic: the same examples in the same order make the same trees.
final class Boosting {

  /// @param trees how many
  /// @param depth how many questions a tree asks at most
  /// @param rate what is taken of each step
  /// @param weightLeast how much weight (sum of second derivatives) a leaf has at least
  /// @param regularisation L2 on the leaves
  /// @param share of the examples and of the features that a tree is made from, drawn anew for each
  record Settings(
      int trees, int depth, double rate, double weightLeast, double regularisation, double share) {}

  private static final int BINS_MAX = 100;
  private static final long SEED = 4;

  private final Settings settings;
  private final int[] directions;
  private final double[][] examples;
  private final double[][] borders;
  private final int[][] bins;
  private final double[] gradients;
  private final double[] seconds;
  private int[] asked = {};

  private Boosting(Settings settings, int[] directions, double[][] examples) {
    this.settings = settings;
    this.directions = directions;
    this.examples = examples;
    int features = directions.length;
    borders = new double[features][];
    bins = new int[features][examples.length];
    for (int f = 0; f < features; f++) {
      borders[f] = borders(examples, f);
      for (int i = 0; i < examples.length; i++) {
        int at = Arrays.binarySearch(borders[f], examples[i][f]);
        bins[f][i] = at >= 0 ? at + 1 : -at - 1;
      }
    }
    gradients = new double[examples.length];
    seconds = new double[examples.length];
  }

  private static double[] borders(double[][] examples, int feature) {
    double[] sorted = Arrays.stream(examples).mapToDouble(e -> e[feature]).sorted().toArray();
    double[] distinct = Arrays.stream(sorted).distinct().toArray();
    if (distinct.length <= BINS_MAX) {
      double[] between = new double[Math.max(0, distinct.length - 1)];
      for (int i = 0; i < between.length; i++) {
        between[i] = (distinct[i] + distinct[i + 1]) / 2;
      }
      return rounded(between);
    }
    double[] quantiles = new double[BINS_MAX - 1];
    for (int i = 1; i < BINS_MAX; i++) {
      quantiles[i - 1] = sorted[(int) ((long) i * sorted.length / BINS_MAX)];
    }
    return rounded(quantiles);
  }

  private static double[] rounded(double[] values) {
    return Arrays.stream(values).map(v -> Math.round(v * 1e4) / 1e4).sorted().distinct().toArray();
  }

  static BoostedTrees train(
      Settings settings,
      int[] directions,
      double[][] examples,
      boolean[] labels,
      double[] weights) {
    return new Boosting(settings, directions, examples).train(labels, weights);
  }

  private BoostedTrees train(boolean[] labels, double[] weights) {
    double positive = 0;
    double all = 0;
    for (int i = 0; i < labels.length; i++) {
      positive += labels[i] ? weights[i] : 0;
      all += weights[i];
    }
    double start = Math.log(positive / (all - positive));
    double[] sums = new double[labels.length];
    Arrays.fill(sums, start);
    var random = new Random(SEED);
    var trees = new ArrayList<List<Node>>();
    for (int t = 0; t < settings.trees(); t++) {
      for (int i = 0; i < labels.length; i++) {
        double p = 1 / (1 + Math.exp(-sums[i]));
        gradients[i] = weights[i] * (p - (labels[i] ? 1 : 0));
        seconds[i] = weights[i] * p * (1 - p);
      }
      int[] drawn =
          IntStream.range(0, labels.length)
              .filter(_ -> random.nextDouble() < settings.share())
              .toArray();
      asked =
          IntStream.range(0, directions.length)
              .filter(_ -> random.nextDouble() < settings.share())
              .toArray();
      var nodes = new ArrayList<Node>();
      grow(drawn, settings.depth(), Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, nodes);
      trees.add(nodes);
      for (int i = 0; i < labels.length; i++) {
        sums[i] += said(nodes, i);
      }
    }
    return new BoostedTrees(start, trees);
  }

  private double said(List<Node> nodes, int example) {
    Node node = nodes.getFirst();
    while (node.feature() >= 0) {
      boolean below = examples[example][node.feature()] < node.threshold();
      node = nodes.get(below ? node.left() : node.right());
    }
    return node.value();
  }

  private record Split(int feature, int bin, double gain, double left, double right) {}

  /// Grows a node from these examples and returns the average of what is below it.
  private double grow(int[] members, int depth, double least, double most, List<Node> nodes) {
    double gradient = 0;
    double second = 0;
    for (int i : members) {
      gradient += gradients[i];
      second += seconds[i];
    }
    Split split = depth == 0 ? null : best(members, gradient, second, least, most);
    int index = nodes.size();
    if (split == null) {
      double value = bounded(step(gradient, second), least, most) * settings.rate();
      nodes.add(new Node(-1, 0, value, 0, 0));
      return value;
    }
    nodes.add(new Node(-1, 0, 0, 0, 0));
    int[] left = Arrays.stream(members).filter(i -> bins[split.feature][i] <= split.bin).toArray();
    int[] right = Arrays.stream(members).filter(i -> bins[split.feature][i] > split.bin).toArray();
    double middle = (split.left + split.right) / 2;
    int direction = directions[split.feature];
    double averageLeft =
        grow(left, depth - 1, direction < 0 ? middle : least, direction > 0 ? middle : most, nodes);
    int rightAt = nodes.size();
    double averageRight =
        grow(
            right, depth - 1, direction > 0 ? middle : least, direction < 0 ? middle : most, nodes);
    double average = (averageLeft * left.length + averageRight * right.length) / members.length;
    nodes.set(
        index,
        new Node(split.feature, borders[split.feature][split.bin], average, index + 1, rightAt));
    return average;
  }

  private Split best(int[] members, double gradient, double second, double least, double most) {
    Split best = null;
    for (int f : asked) {
      double[] g = new double[borders[f].length + 1];
      double[] h = new double[borders[f].length + 1];
      for (int i : members) {
        g[bins[f][i]] += gradients[i];
        h[bins[f][i]] += seconds[i];
      }
      double gLeft = 0;
      double hLeft = 0;
      for (int bin = 0; bin < borders[f].length; bin++) {
        gLeft += g[bin];
        hLeft += h[bin];
        double hRight = second - hLeft;
        if (hLeft < settings.weightLeast() || hRight < settings.weightLeast()) {
          continue;
        }
        double left = bounded(step(gLeft, hLeft), least, most);
        double right = bounded(step(gradient - gLeft, hRight), least, most);
        if (directions[f] * (right - left) < 0) {
          continue;
        }
        double gain =
            gain(gLeft, hLeft, left)
                + gain(gradient - gLeft, hRight, right)
                - gain(gradient, second, bounded(step(gradient, second), least, most));
        if (gain > 1e-6 && (best == null || gain > best.gain)) {
          best = new Split(f, bin, gain, left, right);
        }
      }
    }
    return best;
  }

  private double step(double gradient, double second) {
    return -gradient / (second + settings.regularisation());
  }

  private double gain(double gradient, double second, double value) {
    return -(2 * gradient * value + (second + settings.regularisation()) * value * value);
  }

  private static double bounded(double value, double least, double most) {
    return Math.max(least, Math.min(most, value));
  }
}
