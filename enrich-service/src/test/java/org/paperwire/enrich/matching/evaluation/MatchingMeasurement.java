package org.paperwire.enrich.matching.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paperwire.bibliography.Mojibake;
import org.paperwire.enrich.matching.Features;
import org.paperwire.enrich.matching.Matcher;
import org.paperwire.enrich.matching.Profile;
import org.paperwire.enrich.matching.Verdict;
import org.paperwire.enrich.matching.Verdict.Outcome;

/// How well and how fast records are matched, measured on labelled data read in place. Not a part
/// of the build:
///
/// ```
/// mvn -pl enrich-service test -Dtest=MatchingMeasurement
/// ```
///
/// "Pairs" compares the two sides of each labelled pair. "Clustered" takes all records of the set
/// through blocks, comparison and joining, and asks whether the two sides came together; "compared"
/// is the share of true pairs that shared a block within reach. The floors asserted are below what
/// was measured, to notice a loss.
class MatchingMeasurement {

  private static final Matcher MATCHER = new Matcher();

  @BeforeAll
  static void data() {
    Assumptions.assumeTrue(Corpus.isThere());
  }

  @ParameterizedTest
  @CsvSource({"structured_train_balanced, 0.93", "structured_valid, 0.93", "dirty_valid, 0.91"})
  void dblpAndScholar(String set, double floor) {
    List<Corpus.Pair> pairs = Corpus.dblpScholar(set);
    var features = new ArrayList<Features>();
    Counts compared = Counts.NONE;
    var rules = new TreeMap<String, Counts>();
    for (Corpus.Pair pair : pairs) {
      Features left = pair.left().features();
      Features right = pair.right().features();
      features.add(left);
      features.add(right);
      Verdict verdict = MATCHER.compare(left, right);
      boolean link = verdict.outcome() == Outcome.LINK;
      compared = compared.and(link, pair.same());
      rules.merge(
          verdict.outcome() + " " + verdict.rule(),
          Counts.NONE.and(true, pair.same()),
          (a, b) -> new Counts(a.found() + b.found(), a.wrong() + b.wrong(), 0));
    }
    Clustering clustering = Clustering.of(features, MATCHER);
    Counts clustered = Counts.NONE;
    Counts blocked = Counts.NONE;
    for (int i = 0; i < pairs.size(); i++) {
      boolean same = pairs.get(i).same();
      clustered = clustered.and(clustering.together(2 * i, 2 * i + 1), same);
      blocked = blocked.and(same && clustering.compared(2 * i, 2 * i + 1), same);
    }
    print("%n%s%n  pairs     %s%n  clustered %s%n", set, compared, clustered);
    print("  compared %.4f of the true pairs; %s%n", blocked.recall(), clustering.costs());
    rules.forEach((rule, n) -> print("  %s: %d the same, %d not%n", rule, n.found(), n.wrong()));
    assertThat(clustered.f1()).isGreaterThan(floor);
  }

  @Test
  void cora() {
    List<String> rows = Corpus.text("dedupe_cora/cora.csv.gz");
    var features = new ArrayList<Features>();
    var places = new TreeMap<String, Integer>();
    for (String row : rows.subList(1, rows.size())) {
      String[] cells = row.split("\\|", -1);
      places.put(cells[0], features.size());
      features.add(
          Listing.of("citations", cells[0], cells[9])
              .by(cells[2].isBlank() ? List.of() : List.of(cells[2]))
              .at(cells[10])
              .in(Listing.year(cells[12]))
              .features());
    }
    Set<Long> same = new HashSet<>();
    for (String row : Corpus.text("dedupe_cora/cora_gt.csv.gz")) {
      String[] ids = row.split("\\|");
      Integer a = places.get(ids[0].strip());
      Integer b = places.get(ids[1].strip());
      if (a != null && b != null) {
        same.add(Clustering.pair(a, b));
      }
    }
    Clustering clustering = Clustering.of(features, MATCHER);
    List<Profile> profiles = features.stream().map(Profile::of).toList();
    Counts pairs = Counts.NONE;
    Counts clustered = Counts.NONE;
    for (int i = 0; i < profiles.size(); i++) {
      for (int j = i + 1; j < profiles.size(); j++) {
        boolean truth = same.contains(Clustering.pair(i, j));
        Verdict verdict = MATCHER.compare(profiles.get(i), profiles.get(j));
        pairs = pairs.and(verdict.outcome() == Outcome.LINK, truth);
        clustered = clustered.and(clustering.together(i, j), truth);
      }
    }
    print("%ncora%n  all pairs %s%n  clustered %s%n  %s%n", pairs, clustered, clustering.costs());
    assertThat(clustered.f1()).isGreaterThan(0.89);
  }

  @Test
  void onePaperFromTwoSources() {
    var features = new ArrayList<Features>();
    for (JsonNode line : Corpus.lines("dedupe_cross_source/hf_arxiv_differing.jsonl.gz")) {
      JsonNode page = line.path("huggingface");
      features.add(
          Listing.of("hf-list", "h" + features.size(), page.path("title").asText())
              .by(Corpus.names(page.path("authors")))
              .in(
                  Optional.of(page.path("publishedAt").asText())
                      .filter(text -> text.length() > 4)
                      .map(text -> Integer.parseInt(text.substring(0, 4))))
              .saying(page.path("summary").asText())
              .features());
      JsonNode arxiv = line.path("arxiv");
      features.add(
          Listing.of("arxiv-list", "a" + features.size(), arxiv.path("title").asText())
              .by(Corpus.names(arxiv.path("authors")))
              .saying(arxiv.path("summary").asText())
              .known("arxiv", line.path("arxiv_id").asText())
              .features());
    }
    for (JsonNode line : Corpus.lines("dedupe_cross_source/arxiv_venue_same_title.jsonl.gz")) {
      features.add(Corpus.arxiv(line.path("arxiv")).features());
      features.add(Corpus.venue(line.path("venue"), features.size()).features());
    }
    Clustering clustering = Clustering.of(features, MATCHER);
    int joined = 0;
    int wrong = 0;
    for (int i = 0; i < features.size(); i++) {
      for (int j = i + 1; j < features.size(); j++) {
        if (clustering.together(i, j)) {
          boolean one = i / 2 == j / 2;
          joined += one ? 1 : 0;
          wrong +=
              !one
                      && Collections.disjoint(
                          features.get(i).identifiers(), features.get(j).identifiers())
                  ? 1
                  : 0;
        }
      }
    }
    print(
        "%ntwo sources: joined %d of %d, others joined %d; %s%n",
        joined, features.size() / 2, wrong, clustering.costs());
    assertThat(joined).isGreaterThanOrEqualTo((int) Math.ceil(0.985 * features.size() / 2));
    assertThat(wrong).isLessThanOrEqualTo(2);
  }

  @Test
  void oneTitleManyPapers() {
    var outcomes = new TreeMap<String, Integer>();
    for (JsonNode group : Corpus.lines("dedupe_cross_source/same_title_groups.jsonl.gz")) {
      var features = new ArrayList<Features>();
      for (JsonNode record : group.path("records")) {
        Listing listing = record.has("venue") ? Corpus.venue(record, 0) : Corpus.arxiv(record);
        features.add(listing.features());
      }
      boolean strangers = group.path("min_author_overlap").asDouble() == 0;
      for (int i = 0; i < features.size(); i++) {
        for (int j = i + 1; j < features.size(); j++) {
          Verdict verdict = MATCHER.compare(features.get(i), features.get(j));
          outcomes.merge(
              (strangers ? "strangers: " : "authors in common: ")
                  + verdict.outcome()
                  + " "
                  + verdict.rule(),
              1,
              Integer::sum);
        }
      }
    }
    print("%none title: %s%n", outcomes);
    assertThat(outcomes.keySet()).noneMatch(key -> key.startsWith("strangers: LINK"));
  }

  /// Texts with stretches that only damage makes, and what is left of them; and whether texts
  /// without are left alone.
  @Test
  void damagedText() {
    var damage = Pattern.compile("[√‚¬Œœƒ≈Ã][^\\x00-\\x7F ]|Ôø");
    int damaged = 0;
    int clean = 0;
    int lost = 0;
    int touched = 0;
    for (JsonNode paper : Corpus.lines("tagging_acm_ccs/acm_sample.jsonl.gz")) {
      var said = new StringBuilder();
      paper.forEach(field -> said.append(field.asText()).append(' '));
      String text = said.toString();
      String repaired = Mojibake.repaired(text);
      if (!damage.matcher(text).find()) {
        touched += repaired.equals(text) ? 0 : 1;
        continue;
      }
      damaged++;
      if (repaired.indexOf('\uFFFD') >= 0) {
        lost++;
      } else {
        clean += damage.matcher(repaired).find() ? 0 : 1;
      }
    }
    print(
        "%ndamaged %d records: clean %d, with characters lost before %d; others touched %d%n",
        damaged, clean, lost, touched);
    assertThat(clean + lost).isEqualTo(damaged);
    assertThat(touched).isZero();
  }

  /// Where hardly any two records are one paper, hardly any should be compared.
  @Test
  void largeSetsOfDifferentPapers() {
    var features = new ArrayList<Features>();
    long nanos = 0;
    for (String folder : List.of("arxiv_daily", "venue_papers")) {
      for (String file : Corpus.files(folder, folder.equals("arxiv_daily") ? "papers" : "")) {
        for (JsonNode line : Corpus.lines(file)) {
          Listing listing =
              folder.equals("arxiv_daily")
                  ? Corpus.arxiv(line)
                  : Corpus.venue(line, features.size());
          long start = System.nanoTime();
          features.add(listing.features());
          nanos += System.nanoTime() - start;
        }
      }
    }
    Clustering clustering = Clustering.of(features, MATCHER);
    Map<String, Integer> outcomes = new TreeMap<>();
    clustering
        .links()
        .forEach(
            link ->
                outcomes.merge(
                    link.verdict().outcome() + " " + link.verdict().rule(), 1, Integer::sum));
    print(
        "%n%d different papers: %s; features %.1f µs each%n  %s%n",
        features.size(), clustering.costs(), nanos / 1e3 / features.size(), outcomes);
    assertThat(clustering.comparisonsARecord()).isLessThan(10);
  }

  private static void print(String format, Object... values) {
    System.out.printf(Locale.ROOT, format, values);
  }
}
