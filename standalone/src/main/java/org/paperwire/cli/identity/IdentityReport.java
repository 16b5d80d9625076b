package org.paperwire.cli.identity;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What became of papers that three sources list: which ids are there, what appears in several, and
/// pairs of records for a person to check.
public final class IdentityReport {

  private static final int AUTHORS_SHOWN = 6;
  private static final int REASONS_SHOWN = 8;

  private final int samples;
  private final Random random;
  private final Set<String> ids = new HashSet<>();
  private final Map<String, Integer> papersBySources = new TreeMap<>();
  private final List<String> merged = new ArrayList<>();
  private final List<String> related = new ArrayList<>();
  private final List<List<String>> underOneId = new ArrayList<>();
  private int papers;

  // In the order in which they were drawn.
  private final Set<Tie> joins = new LinkedHashSet<>();
  private final Set<Tie> nearMisses = new LinkedHashSet<>();

  /// @param samples of each kind of pairs
  /// @param seed the same one draws the same pairs of the same papers
  public IdentityReport(int samples, long seed) {
    this.samples = samples;
    this.random = new Random(seed);
  }

  /// Takes in a paper of the export.
  public void add(JsonNode paper) {
    papers++;
    paper.path("identifiers").path("arxiv").forEach(id -> ids.add(id.asText()));
    var sources = new TreeSet<String>();
    var names = new TreeSet<String>();
    for (JsonNode sighting : paper.path("sightings")) {
      if (sighting.has("sourceId")) {
        sources.add(sighting.path("source").asText());
        names.add(
            Listing.name(sighting.path("source").asText(), sighting.path("sourceId").asText()));
      } else {
        sources.add(Listed.PAGES);
      }
    }
    if (names.size() > 1) {
      underOneId.add(List.copyOf(names));
    }
    papersBySources.merge(String.join(" + ", sources), 1, Integer::sum);
    if (paper.path("recordKeys").size() > 1) {
      merged.add(paper.path("id").asText());
    }
    if (!paper.path("related").isEmpty()) {
      related.add(paper.path("id").asText());
    }
  }

  /// Answers what `GET /v1/papers/{id}?explain=identity` says of a paper.
  public interface Explanations {
    JsonNode of(String id) throws IOException, InterruptedException;
  }

  /// Draws papers and asks why they are what they are, until there are enough pairs of each kind or
  /// no papers left. Where matching has joined fewer, listings that met under one identifier make
  /// up the number.
  public void draw(Explanations explanations) throws IOException, InterruptedException {
    Collections.shuffle(merged, random);
    Collections.shuffle(related, random);
    draw(merged, joins, explanations);
    draw(related, nearMisses, explanations);
    Collections.shuffle(underOneId, random);
    underOneId.stream().map(names -> new Tie(names, "one id", 1, List.of())).forEach(add(joins));
  }

  private void draw(List<String> from, Set<Tie> wanted, Explanations explanations)
      throws IOException, InterruptedException {
    for (String id : from) {
      if (wanted.size() >= samples) {
        return;
      }
      Tie.read(explanations.of(id).path("identity"), add(joins), add(nearMisses));
    }
  }

  private Consumer<Tie> add(Set<Tie> ties) {
    return tie -> {
      if (ties.size() < samples) {
        ties.add(tie);
      }
    };
  }

  /// What is asked of it: every id that was sent is there.
  ///
  /// @param sent ids by what they are of
  public List<Finding> findings(Map<String, Set<String>> sent) {
    var findings = new ArrayList<Finding>();
    findings.add(Finding.count("papers", papers));
    sent.forEach(
        (name, all) ->
            findings.add(
                Finding.count(
                        "ids of " + name + " that are there",
                        all.stream().filter(ids::contains).count())
                    .atLeast(all.size())));
    papersBySources.forEach(
        (sources, count) -> findings.add(Finding.count("papers of " + sources, count)));
    findings.add(Finding.count("papers of several records", merged.size()));
    findings.add(Finding.count("papers with relatives", related.size()));
    return findings;
  }

  /// Writes the pairs with what each source said of them.
  public void write(PrintWriter out, Listed listed, List<Finding> findings) throws IOException {
    Map<String, Listing> said = new HashMap<>();
    Set<String> wanted = new HashSet<>();
    joins.forEach(tie -> wanted.addAll(tie.records()));
    nearMisses.forEach(tie -> wanted.addAll(tie.records()));
    listed.records(
        (key, record) -> {
          if (wanted.contains(key)) {
            said.putIfAbsent(key, record);
          }
          if (wanted.contains(record.name())) {
            said.put(record.name(), record);
          }
        });
    out.println("# What was joined, and what nearly was\n");
    findings.forEach(finding -> out.println("    " + finding.line().strip()));
    write(out, "Joined", joins, said);
    write(out, "Near misses", nearMisses, said);
    out.flush();
  }

  private static void write(
      PrintWriter out, String heading, Set<Tie> ties, Map<String, Listing> said) {
    out.printf("%n## %s: %d pairs%n", heading, ties.size());
    int number = 0;
    for (Tie tie : ties) {
      out.printf(Locale.ROOT, "%n%d. [ ] **%.4f** %s%n", ++number, tie.score(), text(tie.rule()));
      tie.records().forEach(key -> out.println(record(key, said.get(key))));
      if (!tie.reasons().isEmpty()) {
        out.println(
            "   - "
                + text(
                    tie.reasons().stream().limit(REASONS_SHOWN).collect(Collectors.joining("; "))));
      }
    }
  }

  private static String record(String key, @Nullable Listing said) {
    if (said == null) {
      return "   - `%s`".formatted(key);
    }
    String authors =
        said.authors().stream().limit(AUTHORS_SHOWN).collect(Collectors.joining(", "))
            + (said.authors().size() > AUTHORS_SHOWN ? ", …" : "");
    return "   - %s%s (%s, `%s`)"
        .formatted(
            text(said.title()), authors.isEmpty() ? "" : " — " + text(authors), said.source(), key);
  }

  /// On one line, and nothing in it is markup.
  private static String text(String words) {
    return words.replaceAll("\\s+", " ").replaceAll("([\\\\`*_<>\\[\\]#|])", "\\\\$1");
  }
}
