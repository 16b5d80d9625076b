package org.paperwire.enrich.matching;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A sum of small decision trees over numbers, in logits, as gradient boosting makes them
/// (Friedman, Annals of Statistics 2001).
///
/// Its text form is a line a tree: the nodes in preorder, `f<t` for "feature f is below t: left,
/// else right" followed by both sides, a number for a leaf. Each node knows the average of what
/// lies below it, weighted as in training, so that a sum can be told as contributions of features
/// (Saabas 2014): what a step from a node to one of its sides changes is the doing of the feature
/// it asks.
public final class BoostedTrees {

  /// A node; a leaf asks for no feature.
  ///
  /// @param feature asked, negative in a leaf
  /// @param threshold below it to the left
  /// @param value what the tree says here, or on average below here
  /// @param left child
  /// @param right child
  public record Node(int feature, double threshold, double value, int left, int right) {}

  private final double start;
  private final int[] roots;
  private final int[] feature;
  private final double[] threshold;
  private final double[] value;
  private final int[] right;

  /// @param start the sum of no trees
  /// @param trees each as its nodes, the root first, every left child right after its parent
  public BoostedTrees(double start, List<List<Node>> trees) {
    this.start = start;
    int size = trees.stream().mapToInt(List::size).sum();
    roots = new int[trees.size()];
    feature = new int[size];
    threshold = new double[size];
    value = new double[size];
    right = new int[size];
    int at = 0;
    for (int tree = 0; tree < trees.size(); tree++) {
      roots[tree] = at;
      int root = at;
      for (Node node : trees.get(tree)) {
        feature[at] = node.feature();
        threshold[at] = node.threshold();
        value[at] = node.value();
        right[at] = root + node.right();
        at++;
      }
    }
  }

  /// The sum, in logits.
  public double logit(double[] values) {
    double sum = start;
    for (int root : roots) {
      int node = root;
      while (feature[node] >= 0) {
        node = values[feature[node]] < threshold[node] ? node + 1 : right[node];
      }
      sum += value[node];
    }
    return sum;
  }

  /// The sum as what each feature contributes to it; the last entry is what no feature does.
  double[] contributions(double[] values) {
    double[] contributions = new double[values.length + 1];
    contributions[values.length] = start;
    for (int root : roots) {
      int node = root;
      contributions[values.length] += value[root];
      while (feature[node] >= 0) {
        int asked = feature[node];
        int next = values[asked] < threshold[node] ? node + 1 : right[node];
        contributions[asked] += value[next] - value[node];
        node = next;
      }
    }
    return contributions;
  }

  /// The text form: the start, then a line a tree.
  public String text() {
    var text = new StringBuilder(number(start)).append('\n');
    for (int tree = 0; tree < roots.length; tree++) {
      int end = tree + 1 < roots.length ? roots[tree + 1] : feature.length;
      for (int node = roots[tree]; node < end; node++) {
        text.append(node == roots[tree] ? "" : " ");
        if (feature[node] >= 0) {
          text.append(feature[node]).append('<').append(number(threshold[node])).append('@');
        }
        text.append(number(value[node]));
      }
      text.append('\n');
    }
    return text.toString();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  /// Reads the text form; lines that begin with `#` are remarks.
  ///
  /// @throws IllegalArgumentException when it is none
  public static BoostedTrees read(String text) {
    List<String> lines =
        text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    var trees = new ArrayList<List<Node>>();
    for (String line : lines.subList(1, lines.size())) {
      String[] words = line.split(" ");
      var nodes = new ArrayList<Node>();
      int end = read(words, 0, nodes);
      if (end != words.length) {
        throw new IllegalArgumentException("a tree ends at word %d of: %s".formatted(end, line));
      }
      trees.add(nodes);
    }
    return new BoostedTrees(Double.parseDouble(lines.getFirst()), trees);
  }

  /// Reads the tree that begins at a word; answers the word after it.
  private static int read(String[] words, int at, List<Node> nodes) {
    if (at >= words.length) {
      throw new IllegalArgumentException("a tree without an end");
    }
    String word = words[at];
    int below = word.indexOf('<');
    if (below < 0) {
      nodes.add(new Node(-1, 0, Double.parseDouble(word), 0, 0));
      return at + 1;
    }
    int average = word.indexOf('@');
    int index = nodes.size();
    var node =
        new Node(
            Integer.parseInt(word.substring(0, below)),
            Double.parseDouble(word.substring(below + 1, average)),
            Double.parseDouble(word.substring(average + 1)),
            index + 1,
            0);
    nodes.add(node);
    int right = read(words, at + 1, nodes);
    nodes.set(
        index, new Node(node.feature(), node.threshold(), node.value(), index + 1, nodes.size()));
    return read(words, right, nodes);
  }
}
