package org.paperwire.enrich.matching.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.paperwire.enrich.matching.BlockKey;
import org.paperwire.enrich.matching.BlockKeys;
import org.paperwire.enrich.matching.Features;
import org.paperwire.enrich.matching.Guard;
import org.paperwire.enrich.matching.Matcher;
import org.paperwire.enrich.matching.Profile;
import org.paperwire.enrich.matching.SortKey;
import org.paperwire.enrich.matching.Verdict;
import org.paperwire.enrich.matching.Verdict.Outcome;

/// The pipeline on a heap: blocks as sorted neighbourhoods, comparison, joining in the order of
/// scores unless a guard keeps two members apart.
final class Clustering {

  private static final int PLACES_APART = 16;

  record Link(int a, int b, Verdict verdict) {}

  private final int[] root;
  private final Set<Long> compared = new HashSet<>();
  private final List<Link> links = new ArrayList<>();
  private double keys;
  private long nanos;
  private String byKind = "";

  private Clustering(int size) {
    root = new int[size];
    for (int i = 0; i < size; i++) {
      root[i] = i;
    }
  }

  static Clustering of(List<Features> records, Matcher matcher) {
    var clustering = new Clustering(records.size());
    clustering.block(records);
    clustering.compare(records, matcher);
    clustering.join(records.stream().map(Profile::of).toList());
    return clustering;
  }

  private void block(List<Features> records) {
    Map<BlockKey, List<Integer>> blocks = new HashMap<>();
    for (int i = 0; i < records.size(); i++) {
      for (BlockKey key : BlockKeys.of(records.get(i))) {
        blocks.computeIfAbsent(key, _ -> new ArrayList<>()).add(i);
        keys++;
      }
    }
    var comparisonsByKind = new TreeMap<String, Integer>();
    blocks.forEach(
        (key, members) -> {
          members.sort(Comparator.comparing(i -> SortKey.of(records.get(i), key)));
          for (int i = 0; i < members.size(); i++) {
            for (int j = i + 1; j < members.size() && j - i <= PLACES_APART; j++) {
              compared.add(pair(members.get(i), members.get(j)));
              comparisonsByKind.merge(key.value().substring(0, 4), 1, Integer::sum);
            }
          }
        });
    byKind = comparisonsByKind.toString();
  }

  static long pair(int i, int j) {
    return (long) Math.min(i, j) << 32 | Math.max(i, j);
  }

  private void compare(List<Features> records, Matcher matcher) {
    List<Profile> profiles = records.stream().map(Profile::of).toList();
    long start = System.nanoTime();
    for (long pair : compared) {
      int a = (int) (pair >>> 32);
      int b = (int) pair;
      Verdict verdict = matcher.compare(profiles.get(a), profiles.get(b));
      if (verdict.outcome() != Outcome.NONE) {
        links.add(new Link(a, b, verdict));
      }
    }
    nanos = System.nanoTime() - start;
  }

  private void join(List<Profile> profiles) {
    links.sort(
        Comparator.comparingDouble((Link link) -> -link.verdict().score())
            .thenComparing(Link::a)
            .thenComparing(Link::b));
    Map<Integer, List<Integer>> members = new HashMap<>();
    for (Link link : links) {
      if (link.verdict().outcome() != Outcome.LINK) {
        continue;
      }
      int a = find(link.a());
      int b = find(link.b());
      if (a == b) {
        continue;
      }
      List<Integer> ofA = members.computeIfAbsent(a, each -> new ArrayList<>(List.of(each)));
      List<Integer> ofB = members.computeIfAbsent(b, each -> new ArrayList<>(List.of(each)));
      if (ofA.stream()
          .anyMatch(
              i ->
                  ofB.stream()
                      .anyMatch(
                          j -> Guard.keepsApart(profiles.get(i), profiles.get(j)).isPresent()))) {
        continue;
      }
      ofA.addAll(ofB);
      members.remove(b);
      root[b] = a;
    }
  }

  private int find(int i) {
    while (root[i] != i) {
      root[i] = root[root[i]];
      i = root[i];
    }
    return i;
  }

  boolean together(int i, int j) {
    return find(i) == find(j);
  }

  boolean compared(int i, int j) {
    return compared.contains(pair(i, j));
  }

  List<Link> links() {
    return links;
  }

  double comparisonsARecord() {
    return compared.size() / (double) root.length;
  }

  String costs() {
    return String.format(
        Locale.ROOT,
        "[%.1f keys, %.2f comparisons a record %s; %.2f µs each]",
        keys / root.length,
        compared.size() / (double) root.length,
        byKind,
        nanos / 1e3 / Math.max(1, compared.size()));
  }
}
