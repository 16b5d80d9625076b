package org.paperwire.enrich.matching.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.paperwire.enrich.matching.Features;
import org.paperwire.enrich.matching.Matcher;
import org.paperwire.enrich.matching.Profile;
import org.paperwire.enrich.matching.Verdict;
import org.paperwire.enrich.matching.Verdict.Outcome;

final class Evaluation {

  static final Matcher MATCHER = new Matcher();

  record Counts(int truePositives, int falsePositives, int falseNegatives) {
    double precision() {
      return truePositives / (double) Math.max(1, truePositives + falsePositives);
    }

    double recall() {
      return truePositives / (double) Math.max(1, truePositives + falseNegatives);
    }

    double f1() {
      return 2 * precision() * recall() / Math.max(1e-9, precision() + recall());
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "P %.4f R %.4f F1 %.4f (tp %d fp %d fn %d)",
          precision(),
          recall(),
          f1(),
          truePositives,
          falsePositives,
          falseNegatives);
    }
  }

  static void dblpScholar(String set, boolean show) {
    List<Corpus.Pair> pairs = Corpus.dblpScholar(set);
    int tp = 0;
    int fp = 0;
    int fn = 0;
    var features = new ArrayList<Features>();
    var rules = new TreeMap<String, int[]>();
    for (Corpus.Pair pair : pairs) {
      Features a = pair.left().features();
      Features b = pair.right().features();
      features.add(a);
      features.add(b);
      Verdict verdict = MATCHER.compare(a, b);
      boolean link = verdict.outcome() == Outcome.LINK;
      rules
          .computeIfAbsent(verdict.rule() + " " + verdict.outcome(), _ -> new int[2])[
          pair.same() ? 1 : 0]++;
      if (link && pair.same()) {
        tp++;
      } else if (link) {
        fp++;
      } else if (pair.same()) {
        fn++;
      }
      if (show && link != pair.same()) {
        System.out.println(
            (link ? "FP " : "FN ") + verdict.rule() + " " + String.format("%.3f", verdict.score()));
        System.out.println(
            "   "
                + pair.left().title()
                + " | "
                + pair.left().authors()
                + " | "
                + pair.left().venue()
                + " | "
                + pair.left().year());
        System.out.println(
            "   "
                + pair.right().title()
                + " | "
                + pair.right().authors()
                + " | "
                + pair.right().venue()
                + " | "
                + pair.right().year());
        System.out.println("   " + a);
        System.out.println("   " + b);
        System.out.println("   " + verdict.reasons());
      }
    }
    rules.forEach(
        (rule, n) -> System.out.println("   " + rule + ": " + n[1] + " same, " + n[0] + " not"));
    System.out.println(set + " pairwise " + new Counts(tp, fp, fn));
    Clustering clustering = Clustering.of(features, MATCHER);
    int blocked = 0;
    int same = 0;
    tp = 0;
    fp = 0;
    fn = 0;
    for (int i = 0; i < pairs.size(); i++) {
      boolean together = clustering.together(2 * i, 2 * i + 1);
      boolean truth = pairs.get(i).same();
      if (truth) {
        same++;
        if (clustering.compared(2 * i, 2 * i + 1)) {
          blocked++;
        } else if (show) {
          boolean shares =
              !java.util.Collections.disjoint(
                  org.paperwire.enrich.matching.BlockKeys.of(features.get(2 * i)),
                  org.paperwire.enrich.matching.BlockKeys.of(features.get(2 * i + 1)));
          System.out.println(
              "UNBLOCKED "
                  + (shares ? "window " : "nokey ")
                  + MATCHER.compare(features.get(2 * i), features.get(2 * i + 1)).outcome()
                  + " "
                  + features.get(2 * i).title()
                  + " ## "
                  + features.get(2 * i + 1).title());
        }
      }
      if (together && truth) {
        tp++;
      } else if (together) {
        if (show) {
          Features x = features.get(2 * i);
          Features y = features.get(2 * i + 1);
          System.out.println(
              "CHAINED "
                  + MATCHER.compare(x, y).rule()
                  + " "
                  + MATCHER.compare(x, y).score()
                  + "\n  "
                  + x.title()
                  + x.authors()
                  + x.venue()
                  + x.year()
                  + "\n  "
                  + y.title()
                  + y.authors()
                  + y.venue()
                  + y.year());
        }
        fp++;
      } else if (truth) {
        fn++;
      }
    }
    System.out.println(
        set
            + " clustered "
            + new Counts(tp, fp, fn)
            + " completeness "
            + blocked / (double) same
            + " "
            + clustering.costs());
  }

  static void cora(boolean show) {
    List<String> rows = Corpus.text("dedupe_cora/cora.csv.gz");
    var features = new ArrayList<Features>();
    var at = new HashMap<String, Integer>();
    for (String row : rows.subList(1, rows.size())) {
      String[] cells = row.split("\\|", -1);
      at.put(cells[0], features.size());
      features.add(
          Listing.of("citations", cells[0], cells[9])
              .by(cells[2].isBlank() ? List.of() : List.of(cells[2]))
              .at(cells[10])
              .in(Listing.year(cells[12]))
              .features());
    }
    Clustering clustering = Clustering.of(features, MATCHER);
    List<String> gold = Corpus.text("dedupe_cora/cora_gt.csv.gz");
    var same = new java.util.HashSet<Long>();
    for (String pair : gold) {
      String[] ids = pair.split("\\|");
      if (at.containsKey(ids[0].strip()) && at.containsKey(ids[1].strip())) {
        int i = at.get(ids[0].strip());
        int j = at.get(ids[1].strip());
        same.add((long) Math.min(i, j) << 32 | Math.max(i, j));
      }
    }
    int tp = 0;
    int fp = 0;
    int fn = 0;
    int ptp = 0;
    int pfp = 0;
    int blocked = 0;
    var wrong = new TreeMap<String, Integer>();
    List<Profile> profiles = features.stream().map(Profile::of).toList();
    for (int i = 0; i < features.size(); i++) {
      for (int j = i + 1; j < features.size(); j++) {
        boolean truth = same.contains((long) i << 32 | j);
        boolean together = clustering.together(i, j);
        boolean link = MATCHER.compare(profiles.get(i), profiles.get(j)).outcome() == Outcome.LINK;
        if (together != truth) {
          wrong.merge(
              (truth ? "FN " : "FP ") + features.get(i).title() + " ## " + features.get(j).title(),
              1,
              Integer::sum);
        }
        if (show && link != truth && (i + j) % 29 == 0) {
          System.out.println(
              (truth ? "FN " : "FP ")
                  + MATCHER.compare(profiles.get(i), profiles.get(j)).rule()
                  + "\n   "
                  + rows.get(i + 1)
                  + "\n   "
                  + rows.get(j + 1)
                  + "\n "
                  + features.get(i)
                  + "\n "
                  + features.get(j));
        }
        ptp += link && truth ? 1 : 0;
        pfp += link && !truth ? 1 : 0;
        tp += together && truth ? 1 : 0;
        fp += together && !truth ? 1 : 0;
        fn += !together && truth ? 1 : 0;
        blocked += truth && clustering.compared(i, j) ? 1 : 0;
      }
    }
    wrong.entrySet().stream()
        .sorted((x, y) -> y.getValue() - x.getValue())
        .limit(show ? 25 : 0)
        .forEach(e -> System.out.println("WRONG " + e));
    System.out.println("cora all pairs " + new Counts(ptp, pfp, same.size() - ptp));
    System.out.println(
        "cora clustered "
            + new Counts(tp, fp, fn)
            + " completeness "
            + blocked / (double) same.size()
            + " "
            + clustering.costs());
  }

  static Listing arxiv(String source, JsonNode paper, boolean withId) {
    Listing listing =
        Listing.of(source, paper.path("id").asText(), paper.path("title").asText())
            .by(names(paper.path("authors")))
            .saying(paper.path("summary").asText());
    return withId ? listing.known("arxiv", paper.path("id").asText()) : listing;
  }

  static Listing venue(JsonNode paper, int i) {
    return Listing.of(
            "venue-list",
            paper.path("venue").asText()
                + paper.path("year").asText()
                + "-"
                + paper.path("id").asText()
                + "-"
                + i,
            paper.path("title").asText())
        .by(List.of(paper.path("author").asText().split(";")))
        .at(paper.path("venue").asText())
        .in(Listing.year(paper.path("year").asText()))
        .saying(paper.path("abstract").asText());
  }

  private static List<String> names(JsonNode array) {
    var names = new ArrayList<String>();
    array.forEach(name -> names.add(name.isTextual() ? name.asText() : name.path("name").asText()));
    return names;
  }

  static void crossSource(boolean show) {
    var features = new ArrayList<Features>();
    for (JsonNode line : Corpus.lines("dedupe_cross_source/hf_arxiv_differing.jsonl.gz")) {
      JsonNode hf = line.path("huggingface");
      features.add(
          Listing.of("hf-list", "h" + features.size(), hf.path("title").asText())
              .by(names(hf.path("authors")))
              .in(
                  Optional.of(hf.path("publishedAt").asText())
                      .filter(t -> t.length() > 4)
                      .map(t -> Integer.parseInt(t.substring(0, 4))))
              .saying(hf.path("summary").asText())
              .features());
      features.add(
          Listing.of("arxiv-list", "a" + features.size(), line.path("arxiv").path("title").asText())
              .by(names(line.path("arxiv").path("authors")))
              .saying(line.path("arxiv").path("summary").asText())
              .known("arxiv", line.path("arxiv_id").asText())
              .features());
    }
    for (JsonNode line : Corpus.lines("dedupe_cross_source/arxiv_venue_same_title.jsonl.gz")) {
      features.add(arxiv("arxiv-list", line.path("arxiv"), true).features());
      features.add(venue(line.path("venue"), features.size()).features());
    }
    Clustering clustering = Clustering.of(features, MATCHER);
    int joined = 0;
    int wrong = 0;
    for (int i = 0; i < features.size(); i += 2) {
      if (clustering.together(i, i + 1)) {
        joined++;
      } else if (show) {
        System.out.println(
            "NOT JOINED "
                + features.get(i)
                + "\n           "
                + features.get(i + 1)
                + "\n     "
                + MATCHER.compare(features.get(i), features.get(i + 1)));
      }
    }
    for (int i = 0; i < features.size(); i++) {
      for (int j = i + 1; j < features.size(); j++) {
        if (clustering.together(i, j) && i / 2 != j / 2) {
          boolean sameId =
              Features.class != null
                  && !java.util.Collections.disjoint(
                      features.get(i).identifiers(), features.get(j).identifiers());
          if (!sameId) {
            wrong++;
            if (show) {
              System.out.println(
                  "ALSO JOINED " + features.get(i) + "\n            " + features.get(j));
            }
          }
        }
      }
    }
    System.out.println(
        "cross source: joined "
            + joined
            + " of "
            + features.size() / 2
            + ", other pairs joined "
            + wrong
            + " "
            + clustering.costs());
  }

  static void sameTitle(boolean show) {
    var outcomes = new TreeMap<String, Integer>();
    for (JsonNode group : Corpus.lines("dedupe_cross_source/same_title_groups.jsonl.gz")) {
      var listings = new ArrayList<Listing>();
      for (JsonNode record : group.path("records")) {
        listings.add(record.has("venue") ? venue(record, 0) : arxiv("arxiv-list", record, true));
      }
      for (int i = 0; i < listings.size(); i++) {
        for (int j = i + 1; j < listings.size(); j++) {
          Verdict verdict = MATCHER.compare(listings.get(i).features(), listings.get(j).features());
          double overlap = group.path("min_author_overlap").asDouble();
          outcomes.merge(
              (overlap == 0 ? "no author in common " : overlap < 0.5 ? "some " : "most ")
                  + verdict.outcome()
                  + " "
                  + verdict.rule(),
              1,
              Integer::sum);
          if (show && (overlap < 0.5 || verdict.outcome() != Outcome.LINK)) {
            System.out.println(
                overlap
                    + " "
                    + verdict.outcome()
                    + " "
                    + verdict.rule()
                    + " "
                    + verdict.score()
                    + " "
                    + verdict.reasons()
                    + "\n    "
                    + listings.get(i).venue()
                    + listings.get(i).year()
                    + listings.get(i).authors()
                    + listings.get(i).title()
                    + "\n    "
                    + listings.get(j).venue()
                    + listings.get(j).year()
                    + listings.get(j).authors());
          }
        }
      }
    }
    System.out.println("same title groups " + outcomes);
  }

  static void big(int limit) {
    var features = new ArrayList<Features>();
    long start = System.nanoTime();
    int read = 0;
    var listings = new ArrayList<Listing>();
    for (String file : Corpus.files("arxiv_daily", "papers_first_seen")) {
      for (JsonNode line : Corpus.lines(file)) {
        listings.add(arxiv("arxiv-list", line, true));
      }
    }
    int arxiv = listings.size();
    for (String file : Corpus.files("venue_papers", "")) {
      for (JsonNode line : Corpus.lines(file)) {
        listings.add(venue(line, listings.size()));
      }
    }
    System.out.printf(
        "%d listings read in %.1f s%n", listings.size(), (System.nanoTime() - start) / 1e9);
    start = System.nanoTime();
    for (Listing listing : listings) {
      features.add(listing.features());
    }
    System.out.printf(
        "features: %.1f µs each%n", (System.nanoTime() - start) / 1e3 / listings.size());
    double bytes = 0;
    for (Features f : features) {
      bytes +=
          f.title().length()
              + f.rest().length()
              + f.venue().length()
              + f.authors().stream().mapToInt(String::length).sum()
              + f.text().bits().size() * 8
              + f.identifiers().stream().mapToInt(String::length).sum()
              + 24;
    }
    System.out.printf("features: %.0f bytes each%n", bytes / features.size());
    start = System.nanoTime();
    Clustering clustering = Clustering.of(features, MATCHER);
    System.out.printf(
        "clustered in %.1f s: %s%n", (System.nanoTime() - start) / 1e9, clustering.costs());
    Map<String, Integer> rules = new TreeMap<>();
    var shown = new LinkedHashMap<String, Integer>();
    for (Clustering.Link link : clustering.links()) {
      String kind =
          link.verdict().outcome()
              + " "
              + link.verdict().rule()
              + " "
              + (link.a() < arxiv ? "a" : "v")
              + (link.b() < arxiv ? "a" : "v");
      rules.merge(kind, 1, Integer::sum);
      if (shown.merge(kind, 1, Integer::sum) <= limit) {
        Features a = features.get(link.a());
        Features b = features.get(link.b());
        System.out.printf(
            "%s %.3f text %s%n   %s %s %s %s%n   %s %s %s %s%n",
            kind,
            link.verdict().score(),
            link.verdict().reasons(),
            a.title(),
            a.authors(),
            a.venue(),
            a.year(),
            b.title(),
            b.authors(),
            b.venue(),
            b.year());
      }
    }
    System.out.println(rules);
  }

  public static void main(String[] args) {
    boolean show = args.length > 1;
    switch (args[0]) {
      case "ds" -> {
        dblpScholar("structured_train_balanced", false);
        dblpScholar("structured_valid", show);
        dblpScholar("dirty_valid", show);
      }
      case "valid" -> dblpScholar("structured_valid", show);
      case "dirty" -> dblpScholar("dirty_valid", show);
      case "cora" -> cora(show);
      case "cross" -> crossSource(show);
      case "same" -> sameTitle(show);
      case "big" -> big(args.length > 1 ? Integer.parseInt(args[1]) : 3);
      default -> throw new IllegalArgumentException(args[0]);
    }
  }
}
