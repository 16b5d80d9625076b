package org.paperwire.enrich.tagging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How well and how fast papers are tagged, measured on keywords that authors and indexers gave,
/// read in place. Not a part of the build:
///
/// ```
/// mvn -pl enrich-service test -Dtest=TaggingMeasurement -Dshown=20
/// ```
///
/// "Hit" counts the keywords that a rule set's evidence names in full: of all keywords, and of
/// those that stand in the paper's own text, since matching cannot find others. With `shown`, that
/// many papers of each set are printed with their tags, to judge by eye.
class TaggingMeasurement {

  private static final Path DATA = Path.of("../../shared/data");
  private static final int PAPERS_MAX = 3000;
  private static final JsonMapper JSON = new JsonMapper();

  private record Sample(Taggable paper, List<String> keywords) {}

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tagging_keyphrases/kdd",
        "tagging_keyphrases/inspec",
        "venue_papers/iclr",
        "venue_papers/corl",
        "venue_papers/icra",
        "arxiv_daily/papers_first_seen_2026-04"
      })
  void keywordsAndSpeed(String set) throws IOException {
    Path file = DATA.resolve(set + ".jsonl.gz");
    Assumptions.assumeTrue(Files.exists(file));
    Tagger tagger = load();
    long found = measure(tagger, set, samples(file), Integer.getInteger("shown", 0));
    assertThat(found).as("tags found in " + set).isPositive();
  }

  private static Tagger load() {
    long before = usedMemory();
    long start = System.nanoTime();
    Tagger tagger = Tagger.load(List.of(DATA.resolve("taxonomies/cso_topics.jsonl.gz")));
    long end = System.nanoTime();
    System.out.printf(
        Locale.ROOT,
        "loaded in %d ms, %.1f MB%n",
        (end - start) / 1_000_000,
        (usedMemory() - before) / 1e6);
    return tagger;
  }

  private static long measure(Tagger tagger, String set, List<Sample> samples, int shown) {
    for (int i = 0; i < 3; i++) { // the compiler warms up
      samples.forEach(sample -> tagger.tags(sample.paper()));
    }
    long start = System.nanoTime();
    List<List<Tag>> tagged = samples.stream().map(sample -> tagger.tags(sample.paper())).toList();
    double seconds = (System.nanoTime() - start) / 1e9;
    long tags = tagged.stream().mapToLong(List::size).sum();
    System.out.printf(
        Locale.ROOT,
        "%n%s: %d papers, %.0f papers/s, %.0f tags/s%n",
        set,
        samples.size(),
        samples.size() / seconds,
        tags / seconds);
    Map<String, Integer> keywordsHit = new TreeMap<>();
    Map<String, Integer> perOrigin = new TreeMap<>();
    Map<String, Integer> frequency = new TreeMap<>();
    int keywords = 0;
    int present = 0;
    for (int i = 0; i < samples.size(); i++) {
      Sample sample = samples.get(i);
      String text =
          WordText.of(sample.paper().title() + ". " + sample.paper().abstractText().orElse(""))
              .letters();
      Map<String, Set<String>> found =
          tagged.get(i).stream()
              .collect(
                  Collectors.groupingBy(
                      Tag::origin,
                      Collectors.flatMapping(
                          TaggingMeasurement::phrases, Collectors.toCollection(HashSet::new))));
      for (Tag tag : tagged.get(i)) {
        perOrigin.merge(tag.origin(), 1, Integer::sum);
        frequency.merge(tag.origin() + " " + tag.tag(), 1, Integer::sum);
      }
      for (String keyword : sample.keywords()) {
        String phrase = WordText.phrase(keyword);
        keywords++;
        present += text.contains(phrase) ? 1 : 0;
        found.forEach(
            (origin, phrases) -> {
              if (phrases.contains(phrase)) {
                keywordsHit.merge(origin, 1, Integer::sum);
              }
            });
      }
    }
    for (Map.Entry<String, Integer> origin : perOrigin.entrySet()) {
      int hit = keywordsHit.getOrDefault(origin.getKey(), 0);
      System.out.printf(
          Locale.ROOT,
          "  %-22s %5.2f tags a paper; keywords hit: %.1f %% of %d, %.1f %% of %d in the text%n",
          origin.getKey(),
          origin.getValue() / (double) samples.size(),
          100.0 * hit / Math.max(1, keywords),
          keywords,
          100.0 * hit / Math.max(1, present),
          present);
    }
    if (shown > 0) {
      frequency.entrySet().stream()
          .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
          .limit(shown * 12L)
          .forEach(each -> System.out.print("  " + each.getKey() + "=" + each.getValue() + ";"));
      System.out.println();
      for (int i = 0; i < samples.size(); i += Math.max(1, samples.size() / shown)) {
        System.out.println("  • " + samples.get(i).paper().title());
        for (Tag tag : tagged.get(i)) {
          System.out.println(
              "      "
                  + tag.tag()
                  + " ["
                  + tag.label().orElse("")
                  + "] "
                  + tag.origin()
                  + " "
                  + tag.evidence().stream().map(Evidence::text).distinct().toList());
        }
      }
    }
    return tags;
  }

  private static Stream<String> phrases(Tag tag) {
    return tag.evidence().stream().map(each -> WordText.phrase(each.text()));
  }

  private static List<Sample> samples(Path file) throws IOException {
    List<Sample> samples = new ArrayList<>();
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String line : all.lines().limit(PAPERS_MAX).toList()) {
        samples.add(sample(JSON.readTree(line)));
      }
    }
    return samples;
  }

  private static Sample sample(JsonNode json) {
    List<String> categories = new ArrayList<>();
    json.path("categories").forEach(each -> categories.add(each.asText()));
    List<String> keywords = new ArrayList<>();
    json.path("keyphrases").forEach(each -> keywords.add(each.asText()));
    for (String keyword : json.path("keywords").asText("").split(";")) {
      if (!keyword.isBlank()) {
        keywords.add(keyword);
      }
    }
    String text = json.path("text").asText("");
    String title = json.path("title").asText(text.lines().findFirst().orElse(""));
    String rest = json.path("abstract").asText(json.path("summary").asText(text));
    return new Sample(new Taggable(title, Optional.of(rest), categories, List.of()), keywords);
  }

  private static long usedMemory() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
